"""Cleans the names: each rule decides for one accepted name of a place whether the name is dropped.

The rules run in the order of `NAME_RULES`; each sees only the names that the rules before it kept. Some names look
wrong and are kept on purpose: names equal to a region's (Chittagong), and names with digits (25 de Mayo).
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from gazetteer.build_records import Dataset, PlaceRecord
from gazetteer.rules.shared_names import drop_names_of_others
from gazetteer.terminal import progress_bar
from places.names import name_key

# A place loses a name that it shares with an area if the area has more than this many times the place's population,
# unless the main names of both are similar: SequenceMatcher gives at least this ratio.
MIN_POPULATION_RATIO_OF_AREA = 10
MIN_SIMILARITY_TO_AREA = 0.6
MAX_NAME_LENGTH = 60  # characters; longer ones are sentences
MIN_POPULATION_FOR_INITIALS = 400_000  # in smaller places one to three capitals are airport or postal codes
CITY_INITIALS = {"NYC", "NY", "LA", "SF", "DC", "KL", "HK", "BA", "SP", "RJ", "SLC", "OKC", "KC"}

_MALFORMED = re.compile(r"https?:|www\.|[\[\]{}<>]|\b1[5-9]\d\d\b|\b20[0-4]\d\b")
_CAPITALS = re.compile(r"^[A-Z]{1,3}$")
_LOWERCASE_ASCII = re.compile(r"^[a-z][a-z '`-]*$")
_TWO_LATIN_LETTERS = re.compile(r"^[a-z]{2}$")
_DESCRIPTION = re.compile(r"\s*\((historical|balance|village|city|town)\)$")
_FORMAL_PREFIX = re.compile(r"^(City|Village|Town) of (?=\w+ ?\w*$)")


@dataclass(slots=True)
class NameLookups:
    """What the rules look up about all places and areas."""

    largest_population: dict[tuple[str, str], int]  # (country, key of a main name) -> of the largest such place
    main_keys: set[str]
    country_keys: set[str]  # keys of all names of countries
    capital_keys: dict[str, str]  # country -> key of its capital's name
    area_key: dict[str, str]  # country or region -> key of its main name
    areas_by_key: dict[tuple[str, str], list[str]]  # (country, key) -> codes of areas with that name in the country
    area_population: dict[str, int]  # country or region -> population of its places


NameRule = Callable[[PlaceRecord, str, NameLookups], bool]


def tidy_main_names(dataset: Dataset) -> None:
    """Remove descriptions from the main names: "City of Milford (balance)" becomes Milford."""
    tidied = 0
    for place in dataset.places.values():
        name = _DESCRIPTION.sub("", place.name)
        name = _FORMAL_PREFIX.sub("", name) if place.country == "US" else name
        if name != place.name:
            place.names.append(place.name)
            place.name = name
            tidied += 1
    dataset.add_count("names", "main names tidied", tidied)


def clean_names(dataset: Dataset) -> None:
    """Drop the names that a rule rejects, and count them by rule."""
    _drop_repeated(dataset)
    lookups = _build_lookups(dataset)
    counts = dict.fromkeys((description for description, _ in NAME_RULES), 0)
    for place in progress_bar(dataset.places.values(), "cleaning names"):
        kept = []
        for name in place.names:
            rejecting_rule = next((d for d, rejects in NAME_RULES if rejects(place, name, lookups)), None)
            if rejecting_rule:
                counts[rejecting_rule] += 1
            else:
                kept.append(name)
        place.names = kept
    counts |= drop_names_of_others(dataset, lookups.main_keys)
    for description, count in counts.items():
        dataset.add_count("names", description, count)
    dataset.add_count("names", "kept", sum(len(place.names) for place in dataset.places.values()))


def _drop_repeated(dataset: Dataset) -> None:
    empty = same = repeated = 0
    for place in dataset.places.values():
        main_names = set(place.main_names)
        seen = {name_key(name) for name in main_names}
        kept = []
        for name in place.names:
            if not name.strip():
                empty += 1
            elif name in main_names:
                same += 1
            elif (key := name_key(name)) in seen or not key:
                repeated += 1
            else:
                seen.add(key)
                kept.append(name)
        place.names = kept
    dataset.add_count("names", "empty", empty)
    dataset.add_count("names", "equal to the main name", same)
    dataset.add_count("names", "of the same key as another", repeated)


def is_malformed(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """A name without a letter, a web address, or a name that is too long or contains brackets or a year."""
    return len(name) > MAX_NAME_LENGTH or not any(c.isalpha() for c in name) or bool(_MALFORMED.search(name))


def is_code(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """One to three capitals: an airport code or a postal code. The initials of big cities are kept."""
    is_initials = name in CITY_INITIALS and place.population >= MIN_POPULATION_FOR_INITIALS
    return bool(_CAPITALS.match(name)) and not is_initials


def is_two_letters(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """Two Latin letters identify no place."""
    return bool(_TWO_LATIN_LETTERS.match(name_key(name))) and name not in CITY_INITIALS


def is_romanisation(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """Only lowercase ASCII letters: a transcription made by a program ("chuan qiao shi"), not a name in use."""
    return bool(_LOWERCASE_ASCII.match(name))


def is_country_name(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """The name of any country, on a place that is not the capital of its own country."""
    return name_key(name) in lookups.country_keys and lookups.capital_keys.get(place.country) not in {
        name_key(main_name) for main_name in place.main_names
    }


def belongs_to_area(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """The name of the place's country or of any region there, if that area is much larger and named differently.

    San Antonio loses "Texas"; Chattogram keeps "Chittagong", and Québec keeps "Квебек".
    """
    for code in lookups.areas_by_key.get((place.country, name_key(name)), ()):
        if lookups.area_population[code] > MIN_POPULATION_RATIO_OF_AREA * place.population:
            return SequenceMatcher(None, lookups.area_key[code], name_key(place.name)).ratio() < MIN_SIMILARITY_TO_AREA
    return False


def belongs_to_larger(place: PlaceRecord, name: str, lookups: NameLookups) -> bool:
    """The main name of a larger place in the same country: "Chicago" on Willard, Ohio."""
    return lookups.largest_population.get((place.country, name_key(name)), -1) > place.population


NAME_RULES: list[tuple[str, NameRule]] = [
    ("malformed: no letter, address, too long, brackets, years", is_malformed),
    ("codes of one to three capitals", is_code),
    ("two Latin letters", is_two_letters),
    ("romanised by a program", is_romanisation),
    ("a country's name, not on a capital", is_country_name),
    ("the name of an area of its country", belongs_to_area),
    ("the main name of a larger place in the country", belongs_to_larger),
]


def _build_lookups(dataset: Dataset) -> NameLookups:
    largest: dict[tuple[str, str], int] = {}
    for place in dataset.places.values():
        for name in place.main_names:
            country_and_key = (place.country, name_key(name))
            largest[country_and_key] = max(largest.get(country_and_key, 0), place.population)
    areas = {**dataset.countries, **dataset.regions}
    keys_of_area = {code: {name_key(n) for n in (area.name, *area.names)} for code, area in areas.items()}
    areas_by_key: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, keys in keys_of_area.items():
        for key in keys:
            areas_by_key[code[:2], key].append(code)
    area_population: dict[str, int] = defaultdict(int)
    for place in dataset.places.values():
        for code in (place.country, place.region):
            area_population[code] += 0 if place.section else place.population
    return NameLookups(
        largest_population=largest,
        main_keys={key for _, key in largest},
        country_keys=set().union(*(keys_of_area[code] for code in dataset.countries)),
        capital_keys={c.code: name_key(c.capital) for c in dataset.countries.values()},
        area_key={code: name_key(area.name) for code, area in areas.items()},
        areas_by_key=areas_by_key,
        area_population=area_population,
    )
