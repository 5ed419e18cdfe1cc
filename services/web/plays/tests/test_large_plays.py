"""Plays of 20,000 places and of all places of the world. `make bench` measures their speed."""

import json
import random
import re
from pathlib import Path

import pytest

from places.models import Place
from plays.played_places import BATCH_SIZE
from plays.schemas import MAX_REVISION
from plays.tests.factories import PLAYS, change_body, play_body, send
from quizzes.current_data import current_data

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


def test_the_largest_play_of_the_stack_fits_into_a_body() -> None:
    """Also with the longest ids, and when all of it is sent again. As browsers send it: without spaces."""
    max_places = configured(r"MAX_PLACES_PER_PLAY:-(\d+)", "compose.yaml")
    max_bytes = configured(r"client_max_body_size (\d+)k;", "nginx/configuration/nginx.conf.template") * 1024
    longest = sorted(world_ids(None))[-max_places:]
    body = play_body(quiz="world", places=longest, revision=MAX_REVISION, data_version=current_data().version)
    assert len(json.dumps(body, separators=(",", ":"))) < max_bytes


def configured(pattern: str, file: str) -> int:
    """The number in the first match of the pattern in a file of the checkout."""
    found = re.search(pattern, (Path(__file__).parents[4] / file).read_text())
    assert found, f"{file} does not have {pattern}"
    return int(found[1])


def test_a_play_may_have_all_places_of_the_world() -> None:
    ids = world_ids(None)
    play = send("POST", PLAYS, play_body(quiz="world", places=ids)).json()
    assert (play["count"], play["population"]) == (play["quiz_places"], play["quiz_population"])
