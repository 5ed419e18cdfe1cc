"""Cleaning the accepted names: each rule says of one name whether to drop it.

The rules run in the order of `NAME_RULES`, and each sees only the names that the ones before it
left. Names equal to a region's stay (Chittagong), and so do those with digits (25 de Mayo).
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from gazetteer.draft import Draft, Place
from gazetteer.progress import progress
from gazetteer.rules.shared_names import drop_names_of_others
from places.names import name_key

AREA_TIMES = 10  # an area so many times more populous than a place of its name owns the name …
ALIKE = 0.6  # … unless place and area are called much the same (SequenceMatcher's ratio)
LONGEST_NAME = 60  # letters; longer ones are sentences
INITIALS_FROM = 400_000  # people; below, one to three capitals are airport and postal codes
INITIALS = {"NYC", "NY", "LA", "SF", "DC", "KL", "HK", "BA", "SP", "RJ", "SLC", "OKC", "KC"}

_ODD = re.compile(r"https?:|www\.|[\[\]{}<>]|\b1[5-9]\d\d\b|\b20[0-4]\d\b")
_CAPITALS = re.compile(r"^[A-Z]{1,3}$")
_ROMANISED = re.compile(r"^[a-z][a-z '`-]*$")
_TWO_LATIN = re.compile(r"^[a-z]{2}$")
_DESCRIPTION = re.compile(r"\s*\((historical|balance|village|city|town)\)$")
_FORMAL = re.compile(r"^(City|Village|Town) of (?=\w+ ?\w*$)")


@dataclass(slots=True)
class Known:
    """What the rules need to know of all places at once, by key."""

    largest: dict[tuple[str, str], int]  # (country, main key) -> population
    main: set[str]
    countries: set[str]
    capitals: dict[str, str]  # country -> main key of its capital
    area_main: dict[str, str]  # country or region -> key of its name
    areas_called: dict[tuple[str, str], list[str]]  # (country, key) -> areas of that name in it
    people: dict[str, int]  # country or region -> people of its places


NameRule = Callable[[Place, str, Known], bool]


def tidy_main_names(draft: Draft) -> None:
    """Take descriptions off the main names: "City of Milford (balance)" is Milford."""
    tidied = 0
    for place in draft.places.values():
        name = _DESCRIPTION.sub("", place.name)
        name = _FORMAL.sub("", name) if place.country == "US" else name
        if name != place.name:
            place.names.append(place.name)
            place.name = name
            tidied += 1
    draft.note("names", "main names tidied", tidied)


def clean_names(draft: Draft) -> None:
    """Drop from every place the names that the rules refuse, and count them by rule."""
    _drop_repeated(draft)
    known = _known(draft)
    counts = dict.fromkeys((description for description, _ in NAME_RULES), 0)
    for place in progress(draft.places.values(), "cleaning names"):
        kept = []
        for name in place.names:
            refused = next((d for d, rule in NAME_RULES if rule(place, name, known)), None)
            if refused:
                counts[refused] += 1
            else:
                kept.append(name)
        place.names = kept
    counts |= drop_names_of_others(draft, known.main)
    for description, count in counts.items():
        draft.note("names", description, count)
    draft.note("names", "kept", sum(len(place.names) for place in draft.places.values()))


def _drop_repeated(draft: Draft) -> None:
    empty = same = repeated = 0
    for place in draft.places.values():
        own = set(place.main_names)
        seen = {name_key(name) for name in own}
        kept = []
        for name in place.names:
            if not name.strip():
                empty += 1
            elif name in own:
                same += 1
            elif (key := name_key(name)) in seen or not key:
                repeated += 1
            else:
                seen.add(key)
                kept.append(name)
        place.names = kept
    draft.note("names", "empty", empty)
    draft.note("names", "equal to the main name", same)
    draft.note("names", "of the same key as another", repeated)


def is_odd(place: Place, name: str, known: Known) -> bool:
    """No letter, a web address, too long, brackets or a year in it."""
    return len(name) > LONGEST_NAME or not any(c.isalpha() for c in name) or bool(_ODD.search(name))


def is_code(place: Place, name: str, known: Known) -> bool:
    """One to three capitals: an airport's or a post code, but for the initials of big cities."""
    initials = name in INITIALS and place.population >= INITIALS_FROM
    return bool(_CAPITALS.match(name)) and not initials


def is_two_letters(place: Place, name: str, known: Known) -> bool:
    """Two Latin letters say nothing."""
    return bool(_TWO_LATIN.match(name_key(name))) and name not in INITIALS


def is_romanisation(place: Place, name: str, known: Known) -> bool:
    """All in small ASCII letters: a machine's reading ("chuan qiao shi"), nobody's name."""
    return bool(_ROMANISED.match(name))


def is_foreign_country(place: Place, name: str, known: Known) -> bool:
    """A country's name, on a place that is not its capital."""
    return name_key(name) in known.countries and known.capitals.get(place.country) not in {
        name_key(own) for own in place.main_names
    }


def belongs_to_area(place: Place, name: str, known: Known) -> bool:
    """The name of its country or of one of its regions, on a place far smaller and otherwise called.

    "Texas" on San Antonio goes; "Chittagong" on Chattogram and "Квебек" on Québec stay.
    """
    for code in known.areas_called.get((place.country, name_key(name)), ()):
        if known.people[code] > AREA_TIMES * place.population:
            return SequenceMatcher(None, known.area_main[code], name_key(place.name)).ratio() < ALIKE
    return False


def belongs_to_larger(place: Place, name: str, known: Known) -> bool:
    """The main name of a larger place in the same country: "Chicago" on Willard, Ohio."""
    return known.largest.get((place.country, name_key(name)), -1) > place.population


NAME_RULES: list[tuple[str, NameRule]] = [
    ("odd: no letter, address, too long, brackets, years", is_odd),
    ("codes of one to three capitals", is_code),
    ("two Latin letters", is_two_letters),
    ("romanised by machine", is_romanisation),
    ("a country's name, not on its capital", is_foreign_country),
    ("the name of an area of its country", belongs_to_area),
    ("the main name of a larger place in the country", belongs_to_larger),
]


def _known(draft: Draft) -> Known:
    largest: dict[tuple[str, str], int] = {}
    for place in draft.places.values():
        for name in place.main_names:
            where = (place.country, name_key(name))
            largest[where] = max(largest.get(where, 0), place.population)
    areas = {**draft.countries, **draft.regions}
    keys = {code: {name_key(n) for n in (area.name, *area.names)} for code, area in areas.items()}
    called: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, own in keys.items():
        for key in own:
            called[code[:2], key].append(code)
    people: dict[str, int] = defaultdict(int)
    for place in draft.places.values():
        for code in (place.country, place.region):
            people[code] += 0 if place.section else place.population
    return Known(
        largest,
        {key for _, key in largest},
        set().union(*(keys[code] for code in draft.countries)),
        {c.code: name_key(c.capital) for c in draft.countries.values()},
        {code: name_key(area.name) for code, area in areas.items()},
        called,
        people,
    )
