"""The largest places of a quiz that a play does not have. Shown on request only: the player may want to play on."""

from collections.abc import Sequence

from plays.pages.place_entries import PlaceEntry, area_code, location_text
from plays.played_places import largest_places_except
from quizzes.models import Quiz

MAX_MISSED = 20  # places shown

# By kind of quiz, the SQL condition for a place in its area, with the quiz's scope as parameter. The same rule as
# `quizzes.matching.in_quiz`.
_AREA_CONDITIONS = {
    "world": "%s = ''",
    "continent": "continents LIKE '%%' || %s || '%%'",
    "country": "country = %s",
    "region": "region = %s",
}


def largest_missed_places(quiz: Quiz, named: Sequence[int]) -> list[PlaceEntry]:
    """The quiz's largest places whose ids are not in `named`, largest first."""
    condition = _AREA_CONDITIONS[quiz.kind]
    places = largest_places_except(named, area=condition, scope=quiz.scope, limit=MAX_MISSED)
    location_of, area_of = location_text(quiz), area_code(quiz)
    return [PlaceEntry(p.id, p.name, location_of(p), area_of(p), p.population, "counted") for p in places]
