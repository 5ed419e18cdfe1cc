"""A saved play as JSON: its stored score, and its score under the current data."""

from typing import Any

from pydantic_core import to_json

from plays.models import Play
from plays.played_places import named_places
from plays.scoring import Score
from quizzes.current_data import CurrentData
from quizzes.models import Quiz


def play_detail_json(play: Play, *, url: str, data: CurrentData, quiz: Quiz | None) -> bytes:
    """A `PlayDetail` in JSON. Without a quiz, which a data load may remove from the catalogue, no place counts.

    Joined from parts here: ninja took 0.6 s for 20,000 places, and 0.5 GB for all places of the world.
    """
    total, places = Score(0, 0), list[bytes]()
    for batch in named_places(play.ids, quiz):
        counted = [place["population"] for place in batch if place["status"] == "counted"]
        total = total.plus(Score(len(counted), sum(counted)))
        if batch:
            places += [b"," if places else b"", to_json(batch)[1:-1]]
    head = to_json({**_fields(play, quiz), "url": url, "now": _current_score(total, data, quiz)})
    return b"".join([head[:-1], b',"places":[', *places, b"]}"])  # copied only once: 60,000 places have 8 MB


def stored_score(play: Play) -> dict[str, Any]:
    """The score from when the play was saved, as a `VersionedScore`."""
    return {
        "data_version": play.data_version,
        "count": play.places,
        "population": play.population,
        "quiz_places": play.quiz_places,
        "quiz_population": play.quiz_population,
    }


def _fields(play: Play, quiz: Quiz | None) -> dict[str, Any]:
    names = ("id", "quiz", "mode", "started", "ended", "saved", "changed", "revision")
    title = quiz.title if quiz else play.quiz
    return {**{name: getattr(play, name) for name in names}, "title": title, **stored_score(play)}


def _current_score(total: Score, data: CurrentData, quiz: Quiz | None) -> dict[str, Any]:
    """The score under the current data, as a `VersionedScore`."""
    return {
        "data_version": data.version,
        "count": total.places,
        "population": total.population,
        "quiz_places": quiz.places if quiz else 0,
        "quiz_population": quiz.population if quiz else 0,
    }
