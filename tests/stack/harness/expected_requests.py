"""What the steady client asks: every kind of request that a player's browser sends, each with its right answer."""

import re
import time
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from tests.stack.harness.http import MATCH, request
from tests.stack.harness.stack import Stack

UNKNOWN = "Qxzqv"  # no place and near none


class ExpectedRequest(NamedTuple):
    kind: str
    path: str
    answer: bytes


def expected_requests(stack: Stack) -> Iterator[ExpectedRequest]:
    """Without end, in turn. The right answers are those of now: call it while all is well.

    "kept": nginx has it. "asked": nginx has not, Redis may. "new": nobody has been asked before.
    """
    match, page, quiz = (right(stack, path) for path in (f"{MATCH}Paris", "/", "/quizzes/fr"))
    nothing = right(stack, MATCH + UNKNOWN)
    bundle = script(page)
    static = right(stack, bundle)
    run = time.time_ns()  # what an earlier test asked is not new

    def forever() -> Iterator[ExpectedRequest]:
        for number in count():
            fresh = f"{UNKNOWN}{run}x{number}"
            yield ExpectedRequest("match, kept", f"{MATCH}Paris", match)
            yield ExpectedRequest("match, asked", f"{MATCH}Paris&n={run}{number}", match)
            yield ExpectedRequest("match, new", f"{MATCH}{fresh}", nothing.replace(UNKNOWN.encode(), fresh.encode()))
            yield ExpectedRequest("page, kept", "/", page)
            yield ExpectedRequest("page, asked", f"/quizzes/fr?n={run}{number}", quiz)
            yield ExpectedRequest("static", bundle, static)

    return forever()


def right(stack: Stack, path: str) -> bytes:
    answer = request(stack, path)
    assert answer.status == 200, f"{path} answered {answer.status} before anything was broken"
    return answer.body


def script(page: bytes) -> str:
    """The address of the first script on a page."""
    found = re.search(r'src="(/static/[^"]+\.js)"', page.decode())
    assert found, "the page names no script"
    return found[1]
