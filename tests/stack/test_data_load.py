"""A data load while players play: after it has ended, no response contains old data."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from places.tests.factories import make_data_file, place, villages
from tests.stack.harness.http import MATCH_PATH, Response, request
from tests.stack.harness.stack import Stack

PARIS = 2988507  # GeoNames id
OTHER_PARIS = 4242  # id of Paris in the small archive
SMALL_ARCHIVE = "/mnt/small.tar.xz"  # inside the container
MATCH_PARIS = f"{MATCH_PATH}Paris"


def place_ids(response: Response) -> list[int]:
    return [found["id"] for found in json.loads(response.body)["places"]]


def load_places(stack: Stack, *words: str, mount: str = "/dev/null:/mnt/none") -> float:
    """Load places while the site runs, as a release does. Returns the time at which the load had ended."""
    command = ["python", "manage.py", "load_places", *words]
    stack.compose("run", "--rm", "--no-deps", "--volume", f"{mount}:ro", "migrate", *command)
    return time.monotonic()


@pytest.fixture
def real_data_afterwards(stack: Stack) -> Iterator[None]:
    yield
    load_places(stack)
    assert PARIS in place_ids(request(stack, MATCH_PARIS))


class Player(threading.Thread):
    """Repeats one request. `responses`: the start time and the response of each."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(daemon=True)
        self.stack, self.responses = stack, list[tuple[float, Response]]()
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(0.1):
            started = time.monotonic()
            self.responses.append((started, request(self.stack, MATCH_PARIS)))


@pytest.mark.usefixtures("real_data_afterwards")
def test_no_old_response_after_a_data_load(stack: Stack, tmp_path: Path) -> None:
    small = make_data_file(tmp_path / "small.tar.xz", [place(OTHER_PARIS, "Paris"), *villages()], "2099.01.0")
    request(stack, MATCH_PARIS)
    cached = request(stack, MATCH_PARIS)
    assert cached.cache == "HIT"
    assert PARIS in place_ids(cached)

    players = [Player(stack) for _ in range(2)]
    for player in players:
        player.start()
    started = time.monotonic()
    ended = load_places(stack, "--archive", SMALL_ARCHIVE, mount=f"{small}:{SMALL_ARCHIVE}")
    page, match = request(stack, "/quizzes/fr"), request(stack, MATCH_PARIS)
    time.sleep(1)
    for player in players:
        player.stop.set()
        player.join()

    assert b"2099.01.0" in page.body
    assert place_ids(match) == [OTHER_PARIS]
    assert match.headers["ETag"] != cached.headers["ETag"]
    responses = [pair for player in players for pair in player.responses]
    assert {response.status for _, response in responses} == {200}
    later = [response for at, response in responses if at >= ended]
    assert later
    assert all(place_ids(response) == [OTHER_PARIS] for response in later)
    assert any(PARIS in place_ids(response) for at, response in responses if at < ended), "no request during the load"
    print(f"load of {ended - started:.1f} s: {len(responses)} responses; the {len(later)} after it have no old data")
