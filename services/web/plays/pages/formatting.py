"""Texts for numbers, times and areas on the pages, as in the browser (frontend/src/game/formatting.ts)."""

import re
from datetime import timedelta

_NARROW = "\N{NARROW NO-BREAK SPACE}"
_MILLION, _THOUSAND = 1_000_000, 1_000

# Titles of quizzes that take an article within a sentence: "142 places in the United States".
_NEEDS_ARTICLE = re.compile(
    r"^(United|Isle|County|Republic|Democratic Republic) |(Islands|Republic|Territory|Territories)$"
    r"|^(Bahamas|Comoros|Gambia|Maldives|Philippines|Seychelles)$"
)


def short_number(n: int) -> str:
    """500000 gives "500 k": short enough for the first column of a table."""
    if n >= _MILLION:
        return f"{_three_digits(n / _MILLION)}{_NARROW}M"
    return f"{_three_digits(n / _THOUSAND)}{_NARROW}k" if n >= _THOUSAND else str(n)


def _three_digits(n: float) -> str:
    return f"{n:.0f}" if n >= 100 else f"{n:.1f}".removesuffix(".0")


def percent(part: int, whole: int) -> str:
    """ "12.5 %". Only nothing at all is "0 %", and only everything is "100 %"."""
    if part <= 0 or whole <= 0:
        return f"0{_NARROW}%"
    if part >= whole:
        return f"100{_NARROW}%"
    thousandths = part * 1000 // whole
    return f"{thousandths / 10:.1f}{_NARROW}%" if thousandths else f"<{_NARROW}0.1{_NARROW}%"


def plural(n: int, one: str, many: str) -> str:
    """ "1 place", "2,000 places"."""
    return f"{n:,} {one if n == 1 else many}"


def population_text(population: int) -> str:
    """A place's population; 0 means that the source does not know it."""
    return f"{population:,}" if population else "not known"


def duration(time: timedelta) -> str:
    """ "2 h 14 min"; in whole days from 48 hours on, because a play may be continued on another day."""
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


def bracket_label(minimum: int, minimum_above: int | None) -> str:
    """The label of a size bracket. `minimum_above`: that of the next larger bracket."""
    return f"≥ {short_number(minimum)}" if minimum or minimum_above is None else f"< {short_number(minimum_above)}"


def title_in_sentence(title: str) -> str:
    """A quiz's title within a sentence: "the world", "the United States", "Europe"."""
    if title.startswith("The "):
        return f"the {title.removeprefix('The ')}"
    return f"the {title}" if _NEEDS_ARTICLE.search(title) else title


def short_noun(nouns: str) -> str:
    """The first of the nouns for a quiz's areas: "states and D.C." gives "states"."""
    return nouns.split(" and ", maxsplit=1)[0]


def singular(nouns: str) -> str:
    """ "countries" gives "country", "states and D.C." gives "state"."""
    noun = short_noun(nouns)
    return f"{noun.removesuffix('ies')}y" if noun.endswith("ies") else noun.removesuffix("s")
