"""A play for whoever has its link: as it was judged, and as it stands under the data that is loaded now."""

from collections.abc import Iterator
from typing import Any

from plays.judging import parts
from plays.lookup import PlayedPlace, places_of
from plays.models import Play
from plays.schemas import Status
from plays.scoring import counts
from quizzes.loaded import Loaded
from quizzes.models import Quiz


def describe(play: Play, now: Loaded, quiz: Quiz | None) -> dict[str, Any]:
    """A `PlayDetail` as a dictionary, but for its `url`. Without a quiz, which may leave the data, nothing counts."""
    fields = ("id", "quiz", "mode", "started", "ended", "saved", "changed", "revision")
    places = list(_places(play, quiz))
    counted = [place["population"] for place in places if place["status"] == "counted"]
    return {
        **{field: getattr(play, field) for field in fields},
        **judgement(play),
        "title": quiz.title if quiz else play.quiz,
        "now": {
            "data_version": now.version,
            "count": len(counted),
            "population": sum(counted),
            "quiz_places": quiz.places if quiz else 0,
            "quiz_population": quiz.population if quiz else 0,
        },
        "places": places,
    }


def judgement(play: Play) -> dict[str, Any]:
    """The score that is stored, as a `ScoreUnder`."""
    return {
        "data_version": play.data_version,
        "count": play.places,
        "population": play.population,
        "quiz_places": play.quiz_places,
        "quiz_population": play.quiz_population,
    }


def status_of(quiz: Quiz | None, place: PlayedPlace) -> Status:
    """Whether a place of a play still counts, and if not, why."""
    if place.retired:
        return "left"
    return "counted" if quiz and counts(quiz, place) else "elsewhere"


def _places(play: Play, quiz: Quiz | None) -> Iterator[dict[str, Any]]:
    fields = ("id", "name", "country", "lat", "lon", "population")
    for part in parts(play.ids):
        for place in places_of(part).values():
            shown = {field: getattr(place, field) for field in fields}
            yield {**shown, "region": place.region_name, "status": status_of(quiz, place)}
