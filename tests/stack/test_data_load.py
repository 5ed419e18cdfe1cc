"""New data while players play: from the moment the load has ended, nobody gets an answer of before."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from places.tests.factories import make_data_file, place, villages
from tests.stack.harness.http import MATCH, Response, request
from tests.stack.harness.stack import Stack

PARIS = 2988507  # GeoNames' number
OTHER_PARIS = 4242  # what the small archive calls it
SMALL = "/mnt/small.tar.xz"  # inside the container
ADDRESS = f"{MATCH}Paris"


def ids(response: Response) -> list[int]:
    return [found["id"] for found in json.loads(response.body)["places"]]


def load(stack: Stack, *words: str, mount: str = "/dev/null:/mnt/none") -> float:
    """Load places beside the running site, as a release does; when it had ended."""
    command = ["python", "manage.py", "load_places", *words]
    stack.compose("run", "--rm", "--no-deps", "--volume", f"{mount}:ro", "migrate", *command)
    return time.monotonic()


@pytest.fixture
def real_data_afterwards(stack: Stack) -> Iterator[None]:
    yield
    load(stack)
    assert PARIS in ids(request(stack, ADDRESS))


class Player(threading.Thread):
    """Asks the same thing over and over: when each request began, and what came."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(daemon=True)
        self.stack, self.responses = stack, list[tuple[float, Response]]()
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.1):
            began = time.monotonic()
            self.responses.append((began, request(self.stack, ADDRESS)))


@pytest.mark.usefixtures("real_data_afterwards")
def test_no_old_answer_after_a_data_load(stack: Stack, tmp_path: Path) -> None:
    small = make_data_file(tmp_path / "small.tar.xz", [place(OTHER_PARIS, "Paris"), *villages()], "2099.01.0")
    request(stack, ADDRESS)
    kept = request(stack, ADDRESS)
    assert kept.cache == "HIT"
    assert PARIS in ids(kept)

    players = [Player(stack) for _ in range(2)]
    for player in players:
        player.start()
    began = time.monotonic()
    ended = load(stack, "--archive", SMALL, mount=f"{small}:{SMALL}")
    first = request(stack, "/quizzes/fr"), request(stack, ADDRESS)
    time.sleep(1)
    for player in players:
        player.ended.set()
        player.join()

    assert b"2099.01.0" in first[0].body
    assert ids(first[1]) == [OTHER_PARIS]
    assert first[1].headers["ETag"] != kept.headers["ETag"]
    responses = [pair for player in players for pair in player.responses]
    assert {response.status for _, response in responses} == {200}
    late = [response for at, response in responses if at >= ended]
    assert late
    assert all(ids(response) == [OTHER_PARIS] for response in late)
    assert any(PARIS in ids(response) for at, response in responses if at < ended), "nobody asked during the load"
    print(f"load of {ended - began:.1f} s: {len(responses)} answers, {len(late)} after it, none of them old")
