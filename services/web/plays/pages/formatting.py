"""How numbers, times and areas are written on the pages, as the browser writes them (frontend/src/game/). Pure."""

import re
from datetime import timedelta

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_MILLION, _THOUSAND = 1_000_000, 1_000

# Titles of quizzes that a sentence gives an article: "142 places in the United States".
_WITH_ARTICLE = re.compile(
    r"^(United|Isle|County|Republic|Democratic Republic) |(Islands|Republic|Territory|Territories)$"
    r"|^(Bahamas|Comoros|Gambia|Maldives|Philippines|Seychelles)$"
)


def short(n: int) -> str:
    """500000 gives "500 k": short enough for a table's first column."""
    if n >= _MILLION:
        return f"{_trim(n / _MILLION)}{_NARROW}M"
    return f"{_trim(n / _THOUSAND)}{_NARROW}k" if n >= _THOUSAND else str(n)


def _trim(n: float) -> str:
    return f"{n:.0f}" if n >= 100 else f"{n:.1f}".removesuffix(".0")


def percent(part: int, whole: int) -> str:
    """A share in words: something named is never 0 %, and something missing never 100 %."""
    if part <= 0 or whole <= 0:
        return f"0{_NARROW}%"
    if part >= whole:
        return f"100{_NARROW}%"
    thousandths = part * 1000 // whole
    return f"{thousandths / 10:.1f}{_NARROW}%" if thousandths else f"<{_NARROW}0.1{_NARROW}%"


def plural(n: int, one: str, many: str) -> str:
    """ "1 place", "2,000 places"."""
    return f"{n:,} {one if n == 1 else many}"


def people(population: int) -> str:
    """A place's population; 0 means that the source does not know."""
    return f"{population:,}" if population else "not known"


def duration(time: timedelta) -> str:
    """From the first place named to the last: "2 h 14 min". Who plays on another day takes days."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes}{_NARROW}min"
    hours = minutes // 60
    if hours < 48:
        rest = f" {minutes % 60}{_NARROW}min" if minutes % 60 else ""
        return f"{hours}{_NARROW}h{rest}"
    return f"{hours // 24} days"


def size(smallest: int, above: int | None) -> str:
    """A size bracket's label; `above`: the smallest of the next larger one."""
    return f"≥ {short(smallest)}" if smallest or above is None else f"< {short(above)}"


def within(title: str) -> str:
    """A quiz's title inside a sentence: "the world", "the United States", "Europe"."""
    if title.startswith("The "):
        return f"the {title.removeprefix('The ')}"
    return f"the {title}" if _WITH_ARTICLE.search(title) else title


def short_noun(nouns: str) -> str:
    """What a quiz is divided into, in short: "states and D.C." gives "states"."""
    return nouns.split(" and ", maxsplit=1)[0]


def singular(nouns: str) -> str:
    """ "countries" gives "country", "states and D.C." gives "state"."""
    noun = short_noun(nouns)
    return f"{noun.removesuffix('ies')}y" if noun.endswith("ies") else noun.removesuffix("s")
