"""Plays of 20,000 places and of all places of the world. `make bench` measures their speed."""

import json
import random

import pytest

from places.models import Place
from plays.played_places import BATCH_SIZE
from plays.tests.factories import PLAYS, change_body, play_body, send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def world_ids(number: int | None) -> list[int]:
    """Ids of places of the world, in random order."""
    ids = list(Place.objects.filter(section=False, retired=False).values_list("id", flat=True))
    random.Random(4).shuffle(ids)  # noqa: S311 - not a secret
    return ids[:number]


def test_20_000_places_fit_into_300_kb() -> None:
    assert BATCH_SIZE < 20_000  # so that the places are read in more than one batch
    ids = world_ids(20_001)
    body = json.dumps(play_body(quiz="world", places=ids[:-1]))
    assert len(body) < 300_000
    response = send("POST", PLAYS, body)
    play = response.json()
    assert (response.status_code, play["count"]) == (201, 20_000)
    change = send("PATCH", f"{PLAYS}/{play['id']}", change_body(added=ids[-1:]), secret=play["secret"])
    assert (change.status_code, change.json()["count"]) == (200, 20_001)
    answer = send("GET", f"{PLAYS}/{play['id']}").json()
    assert [place["id"] for place in answer["places"]] == ids
    assert answer["now"]["population"] == change.json()["population"]


def test_a_play_may_have_all_places_of_the_world() -> None:
    ids = world_ids(None)
    play = send("POST", PLAYS, play_body(quiz="world", places=ids)).json()
    assert (play["count"], play["population"]) == (play["quiz_places"], play["quiz_population"])
