"""Whether places may stand in a play, and what they come to under the data that is loaded now."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from django.db import DataError

from plays import errors
from plays.played_places import PlayedPlace, places_of
from plays.scoring import Score, counts, score
from quizzes.current_data import CurrentData, current_data, quiz_in
from quizzes.models import Quiz
from reports.impossible import impossible

# Places looked up at a time. All 225,000 of the world at once would take 100 MB of a worker that should hold 85.
PART = 10_000


def quiz_now(slug: str) -> tuple[CurrentData, Quiz | None]:
    """The data that is loaded, and the quiz in it: a data load may take one out of the catalogue."""
    data = current_data()
    try:
        return data, quiz_in(data.fingerprint, slug)
    except (Quiz.DoesNotExist, DataError):  # DataError: PostgreSQL knows no NUL
        return data, None


def judged(quiz: Quiz, ids: Sequence[int], held: Collection[int] = frozenset()) -> Score:
    """What `ids` come to. Raises an ApiError unless each is of the quiz, or was `held` by the play before."""
    _plausible(quiz, ids, held)
    places = population = 0
    foreign: list[int] = []
    for part in parts(ids):
        found = places_of(part)
        foreign += [i for i in part if i not in held and not (i in found and counts(quiz, found[i]))]
        more = score(quiz, found.values())
        places, population = places + more.places, population + more.population
    if foreign:
        raise errors.not_in_quiz(quiz.slug, foreign)
    return Score(places, population)


def parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """`ids` in portions that are looked up together."""
    return (ids[start : start + PART] for start in range(0, len(ids), PART))


def kept_places(ids: Sequence[int]) -> Iterator[Collection[PlayedPlace]]:
    """The places of a saved play in portions. A data load retires places and deletes none: each is there."""
    for part in parts(ids):
        found = places_of(part)
        if len(found) < len(part):
            missing = [i for i in part if i not in found]
            impossible("a saved play names places that no data has", missing=len(missing), first=missing[0])
        yield found.values()


def _plausible(quiz: Quiz, ids: Sequence[int], held: Collection[int]) -> None:
    """Refuse what no play can be, before any place is looked up."""
    if not ids:
        raise errors.no_places()
    most = quiz.places + len(held)
    if len(ids) > most:
        raise errors.too_many(len(ids), most)
    if len(set(ids)) < len(ids):
        raise errors.twice(next(i for i, times in Counter(ids).items() if times > 1))
