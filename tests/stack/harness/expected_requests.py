"""Every kind of request that a player's browser sends, each with its expected response."""

import re
import time
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.stack import Stack

UNKNOWN_NAME = "Qxzqv"  # no place, and not one letter off a place


class ExpectedRequest(NamedTuple):
    kind: str
    path: str
    body: bytes  # of the expected response


def expected_requests(stack: Stack) -> Iterator[ExpectedRequest]:
    """An endless sequence of all kinds in turn. Call it while the stack is healthy: it records the expected responses.

    "cached": in nginx's cache. "uncached": not there, but perhaps in Redis. "new": never requested before.
    """
    match, page, quiz = (expected_body(stack, path) for path in (f"{MATCH_PATH}Paris", "/", "/quizzes/fr"))
    no_match = expected_body(stack, MATCH_PATH + UNKNOWN_NAME)
    bundle = first_script(page)
    static = expected_body(stack, bundle)
    run_id = time.time_ns()  # makes requests that no earlier test has sent

    def generate() -> Iterator[ExpectedRequest]:
        for number in count():
            fresh = f"{UNKNOWN_NAME}{run_id}x{number}"
            yield ExpectedRequest("match, cached", f"{MATCH_PATH}Paris", match)
            yield ExpectedRequest("match, uncached", f"{MATCH_PATH}Paris&n={run_id}{number}", match)
            yield ExpectedRequest(
                "match, new", f"{MATCH_PATH}{fresh}", no_match.replace(UNKNOWN_NAME.encode(), fresh.encode())
            )
            yield ExpectedRequest("page, cached", "/", page)
            yield ExpectedRequest("page, uncached", f"/quizzes/fr?n={run_id}{number}", quiz)
            yield ExpectedRequest("static", bundle, static)

    return generate()


def expected_body(stack: Stack, path: str) -> bytes:
    response = request(stack, path)
    assert response.status == 200, f"{path} answered {response.status} before the test broke anything"
    return response.body


def first_script(page: bytes) -> str:
    """The address of the first script on a page."""
    found = re.search(r'src="(/static/[^"]+\.js)"', page.decode())
    assert found, "the page names no script"
    return found[1]
