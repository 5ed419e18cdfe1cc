"""The largest places of a quiz that a play has not named: told only to who asks, for they may want to play on."""

from collections.abc import Sequence

from plays.pages.place_entries import Entry, area_of, whereabouts
from plays.played_places import largest_places_except
from quizzes.models import Quiz

SHOWN = 20  # enough to groan at

# What lies in a quiz of each kind, with its scope as parameter: `quizzes.matching.in_quiz` in SQL.
_AREA = {
    "world": "%s = ''",
    "continent": "continents LIKE '%%' || %s || '%%'",
    "country": "country = %s",
    "region": "region = %s",
}


def largest_missed(quiz: Quiz, named: Sequence[int]) -> list[Entry]:
    """The quiz's largest places that are not among `named`, largest first."""
    places = largest_places_except(named, area=_AREA[quiz.kind], scope=quiz.scope, limit=SHOWN)
    where, area = whereabouts(quiz), area_of(quiz)
    return [Entry(p.id, p.name, where(p), area(p), p.population, "counted") for p in places]
