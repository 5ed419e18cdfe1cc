"""A play of 20,000 places, and one of all there are. `make bench` shows how long they take."""

import json
import random

import pytest

from places.models import Place
from plays.played_places import BATCH_SIZE
from plays.tests.factories import PLAYS, a_change, a_play, send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def world(number: int | None) -> list[int]:
    """Ids of places of the world, in the order in which nobody would name them."""
    ids = list(Place.objects.filter(section=False, retired=False).values_list("id", flat=True))
    random.Random(4).shuffle(ids)  # noqa: S311 - not a secret
    return ids[:number]


def test_20_000_places_are_saved_in_300_kb() -> None:
    assert BATCH_SIZE < 20_000  # it is looked up in parts
    ids = world(20_001)
    body = json.dumps(a_play(quiz="world", places=ids[:-1]))
    assert len(body) < 300_000
    response = send("POST", PLAYS, body)
    play = response.json()
    assert (response.status_code, play["count"]) == (201, 20_000)
    change = send("PATCH", f"{PLAYS}/{play['id']}", a_change(added=ids[-1:]), secret=play["secret"])
    assert (change.status_code, change.json()["count"]) == (200, 20_001)
    answer = send("GET", f"{PLAYS}/{play['id']}").json()
    assert [place["id"] for place in answer["places"]] == ids
    assert answer["now"]["population"] == change.json()["population"]


def test_all_of_the_world_fits() -> None:
    ids = world(None)
    play = send("POST", PLAYS, a_play(quiz="world", places=ids)).json()
    assert (play["count"], play["population"]) == (play["quiz_places"], play["quiz_population"])
