"""The match: which places of a quiz a guess means, or the reason why there are none.

The result depends only on the loaded data, the quiz and the normalised guess. The browser keeps track of the places
that the player has named already, and selects one of several places with the same name.

Terms: a *candidate* is a place anywhere that has the guess as a name. A *hit* is a candidate that is in the quiz and is
not a section of another place.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from places import match_queries
from places.match_queries import AreaFields, Candidate
from places.names import abbreviate_prefixes, tokens
from places.near_misses import MIN_HINT_POPULATION, NearMissFilter
from quizzes.models import Quiz

Reason = Literal["near", "outside", "section", "area", "unknown"]

# If the guess is some place's main name, a place with the guess as an alternate name counts only if it has at least
# this many times the population.
MIN_POPULATION_RATIO_FOR_ALTERNATE_NAME = 10
# A place one letter away from a missed guess is worth a hint if it is this many times larger than any place or area
# named like the guess. Beside a hit, the place must be this many times larger than the hit.
MIN_POPULATION_RATIO_FOR_HINT = 10
MIN_POPULATION_RATIO_FOR_HINT_BESIDE_HIT = 100
# A guess means a country or region, not a place, if the country or region has more than this many times the place's
# population.
MIN_POPULATION_RATIO_FOR_AREA = 10

MAX_SUFFIX_WORDS = 9  # "Dadra and Nagar Haveli and Daman and Diu, India" has nine


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The places that a guess means, largest first. `reason`: why there are none, or "near" beside a tiny place."""

    places: list[Candidate]
    reason: Reason | None


def match(quiz: Quiz, guess: str, near_filter: NearMissFilter) -> MatchResult:
    """The places of `quiz` that `guess` means."""
    words = tokens(guess)
    keys = _keys(words)
    candidates = match_queries.candidates(keys)
    hits = _hits(quiz, candidates)
    if not hits and len(words) > 1:
        with_suffix = list(_candidates_with_suffix(words))
        hits = _hits(quiz, with_suffix)
        candidates = candidates or with_suffix
    if hits:
        min_population = MIN_POPULATION_RATIO_FOR_HINT_BESIDE_HIT * max(hits[0].population, 1)
        nearby = _near_misses(quiz, keys, near_filter, min_population=min_population)
        # Beside a hit only a main name is worth a hint: a player who typed Siena did not mean Sian, a name of Xi'an.
        return MatchResult(hits, "near" if any(c.is_main_name for c in nearby) else None)
    return MatchResult([], _reason(quiz, keys, candidates, near_filter))


def sections_of(quiz: Quiz, guess: str) -> list[int]:
    """The ids of the municipalities that have a section in `quiz` with the name `guess`."""
    candidates = match_queries.candidates(_keys(tokens(guess)))
    return sorted({c.section_of for c in candidates if c.section_of and in_quiz(quiz, c)})


def in_quiz(quiz: Quiz, place: AreaFields) -> bool:
    """Whether the place is in the quiz's area."""
    if quiz.kind == "world":
        return True
    if quiz.kind == "continent":
        return quiz.scope in place.continents
    return quiz.scope in (place.country, place.region)


def _keys(words: Sequence[str]) -> set[str]:
    """The keys of a guess: plain, and with Saint, Mount and Fort abbreviated."""
    return {"".join(words), "".join(abbreviate_prefixes(words))} - {""}


def _hits(quiz: Quiz, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that are hits, largest first."""
    inside = [c for c in candidates if not c.section and in_quiz(quiz, c)]
    largest = max((c.population for c in inside if c.is_main_name), default=None)
    min_population = 0 if largest is None else MIN_POPULATION_RATIO_FOR_ALTERNATE_NAME * max(largest, 1)
    places = {c.id: c for c in inside if c.is_main_name or c.population >= min_population}
    return sorted(places.values(), key=lambda c: (-c.population, c.id))


def _candidates_with_suffix(words: Sequence[str]) -> Iterator[Candidate]:
    """The candidates for a place's name followed by areas that contain the place: "Portland Maine", "Paris TX USA"."""
    starts = range(max(1, len(words) - MAX_SUFFIX_WORDS), len(words))
    areas = _area_codes_by_key({"".join(words[i:j]) for i in starts for j in range(i + 1, len(words) + 1)})
    readings_by_key: dict[str, list[list[set[str]]]] = {}
    for start in starts:
        readings = _area_readings(words[start:], areas)
        for key in _keys(words[:start]) if readings else ():
            readings_by_key.setdefault(key, []).extend(readings)
    for candidate in match_queries.candidates(readings_by_key):
        if any(_lies_in(candidate, reading) for reading in readings_by_key[candidate.key]):
            yield candidate


def _area_codes_by_key(keys: Collection[str]) -> dict[str, set[str]]:
    """The codes of the areas that have each key."""
    found: dict[str, set[str]] = {}
    for area in match_queries.areas(keys):
        found.setdefault(area.key, set()).add(area.code)
    return found


def _area_readings(words: Sequence[str], areas: dict[str, set[str]]) -> list[list[set[str]]]:
    """Every way to read the words as one area, or as a region and its country.

    A reading has a set for each of its areas: the codes of all areas that have this name.
    """
    whole = areas.get("".join(words))
    readings = [[whole]] if whole else []
    for split in range(1, len(words)):
        region, country = areas.get("".join(words[:split])), areas.get("".join(words[split:]))
        if region and country:
            # "Mexico, Mexico" is the state in the country, although "Mexico" alone may also be the country.
            readings.append([{code for code in region if "." in code} or region, country])
    return readings


def _lies_in(place: Candidate, reading: list[set[str]]) -> bool:
    return all(any(place.lies_in(code) for code in codes) for codes in reading)


def _near_misses(
    quiz: Quiz, keys: Iterable[str], near_filter: NearMissFilter, *, min_population: int
) -> list[Candidate]:
    """The places of the quiz that are one letter away and have at least `min_population` people."""
    if min_population > quiz.population:
        return []
    edits = {edit for key in keys for edit in near_filter.near(key)}
    places = (c for c in match_queries.candidates(edits) if not c.section and in_quiz(quiz, c))
    return [place for place in places if place.population >= min_population]


def _reason(quiz: Quiz, keys: set[str], candidates: list[Candidate], near_filter: NearMissFilter) -> Reason:
    """Why the guess is not a hit. The largest place or area with this name decides."""
    largest = max((c.population for c in candidates), default=0)
    area = max((max(a.population, 1) for a in match_queries.areas(keys) if not a.is_abbreviation), default=0)
    min_population = max(MIN_HINT_POPULATION, MIN_POPULATION_RATIO_FOR_HINT * max(largest, area))
    if _near_misses(quiz, keys, near_filter, min_population=min_population):
        return "near"
    if area > MIN_POPULATION_RATIO_FOR_AREA * largest:
        return "area"
    if any(c.section and in_quiz(quiz, c) for c in candidates):
        return "section"
    return "outside" if candidates else "unknown"
