"""The match: which places of a quiz a guessed name stands for, and if none, why.

A pure function of the loaded data, the quiz and the normalised guess: what the player has named
already, and which homonym to take, is the browser's business.

Words: a *candidate* is a place that the guess names, wherever it is; a *hit* is a candidate that
lies in the quiz and is no section of another place.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from places import lookup
from places.lookup import Candidate, Located
from places.names import fold_titles, tokens
from places.near import MIN_POPULATION, NearFilter
from quizzes.models import Quiz

Reason = Literal["near", "outside", "section", "area", "unknown"]

# An alternate name gives way to another place's own name, unless its place is so many times larger.
ALTERNATE_WINS = 10
# A near miss is worth a hint if it is so many times larger than what the guess does name …
NEAR_TIMES = 10
# … and, when the guess is a hit, so many times larger than the hit.
NEAR_TIMES_OF_HIT = 100
# A name is a country's or a region's rather than a place's if that has so many times the people.
AREA_TIMES = 10

LONGEST_SUFFIX = 9  # words: "Dadra and Nagar Haveli and Daman and Diu, India" has nine


@dataclass(frozen=True, slots=True)
class Answer:
    """`places` by population, largest first; `reason` of a miss, or "near" beside a tiny hit."""

    places: list[Candidate]
    reason: Reason | None


def match(quiz: Quiz, guess: str, near: NearFilter) -> Answer:
    """What `guess` names in `quiz`."""
    words = tokens(guess)
    keys = _keys(words)
    candidates = lookup.candidates(keys)
    hits = _hits(quiz, candidates)
    if not hits and len(words) > 1:
        beyond = list(_with_suffix(words))
        hits = _hits(quiz, beyond)
        candidates = candidates or beyond
    if hits:
        meant = _near(quiz, keys, near, at_least=NEAR_TIMES_OF_HIT * max(hits[0].population, 1))
        # Beside a right answer only a place's own name is worth a hint: Siena is not Sian, for Xi'an.
        return Answer(hits, "near" if any(c.main for c in meant) else None)
    return Answer([], _reason(quiz, keys, candidates, near))


def sections_of(quiz: Quiz, guess: str) -> list[int]:
    """The ids of the municipalities that have a section in `quiz` called `guess`."""
    named = lookup.candidates(_keys(tokens(guess)))
    return sorted({c.section_of for c in named if c.section_of and in_quiz(quiz, c)})


def in_quiz(quiz: Quiz, place: Located) -> bool:
    """Whether the place lies in the quiz's area."""
    if quiz.kind == "world":
        return True
    if quiz.kind == "continent":
        return quiz.scope in place.continents
    return quiz.scope in (place.country, place.region)


def _keys(words: Sequence[str]) -> set[str]:
    """The keys of these words, as they are and with Saint, Mount and Fort folded."""
    return {"".join(words), "".join(fold_titles(words))} - {""}


def _hits(quiz: Quiz, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The places of the quiz that the guess stands for, largest first."""
    inside = [c for c in candidates if not c.section and in_quiz(quiz, c)]
    largest = max((c.population for c in inside if c.main), default=None)
    enough = 0 if largest is None else ALTERNATE_WINS * max(largest, 1)
    places = {c.id: c for c in inside if c.main or c.population >= enough}
    return sorted(places.values(), key=lambda c: (-c.population, c.id))


def _with_suffix(words: Sequence[str]) -> Iterator[Candidate]:
    """Candidates for "Portland Maine", "Paris TX USA": a place's name, then areas it lies in."""
    starts = range(max(1, len(words) - LONGEST_SUFFIX), len(words))
    areas = _areas({"".join(words[i:j]) for i in starts for j in range(i + 1, len(words) + 1)})
    heads: dict[str, list[list[set[str]]]] = {}
    for start in starts:
        readings = _readings(words[start:], areas)
        for key in _keys(words[:start]) if readings else ():
            heads.setdefault(key, []).extend(readings)
    for candidate in lookup.candidates(heads):
        if any(_lies_in(candidate, reading) for reading in heads[candidate.key]):
            yield candidate


def _areas(keys: Collection[str]) -> dict[str, set[str]]:
    """The codes of the areas that each key names."""
    found: dict[str, set[str]] = {}
    for area in lookup.areas(keys):
        found.setdefault(area.key, set()).add(area.code)
    return found


def _readings(words: Sequence[str], areas: dict[str, set[str]]) -> list[list[set[str]]]:
    """Every way to read all of `words` as one area, or as a region and its country."""
    whole = areas.get("".join(words))
    readings = [[whole]] if whole else []
    for middle in range(1, len(words)):
        region, country = areas.get("".join(words[:middle])), areas.get("".join(words[middle:]))
        if region and country:
            # "Mexico, Mexico" is the state in the country: alone, the name would mean both.
            readings.append([{code for code in region if "." in code} or region, country])
    return readings


def _lies_in(place: Candidate, reading: list[set[str]]) -> bool:
    return all(any(place.lies_in(code) for code in codes) for codes in reading)


def _near(quiz: Quiz, keys: Iterable[str], near: NearFilter, *, at_least: int) -> list[Candidate]:
    """The places of the quiz with at least so many people that are one letter off."""
    if at_least > quiz.population:
        return []
    edits = {edit for key in keys for edit in near.near(key)}
    return [c for c in lookup.candidates(edits) if c.population >= at_least and not c.section and in_quiz(quiz, c)]


def _reason(quiz: Quiz, keys: set[str], candidates: list[Candidate], near: NearFilter) -> Reason:
    """Why the guess is no hit: the largest thing it may mean decides."""
    largest = max((c.population for c in candidates), default=0)
    area = max((max(a.population, 1) for a in lookup.areas(keys) if not a.letters), default=0)
    if _near(quiz, keys, near, at_least=max(MIN_POPULATION, NEAR_TIMES * max(largest, area))):
        return "near"
    if area > AREA_TIMES * largest:
        return "area"
    if any(c.section and in_quiz(quiz, c) for c in candidates):
        return "section"
    return "outside" if candidates else "unknown"
