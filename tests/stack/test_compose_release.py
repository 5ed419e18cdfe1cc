"""The tag is the version: `TAG=… docker compose up -d` is a release, and everything says which one answers."""

import re
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import compose_environment, sql
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.image_variants import image_variants
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import TAG, Stack

NEXT = "next"
NEW_NAME = "quiz.000000000000.js"
# A release whose script is another one.
NEXT_WEB = f"""
RUN cd static && old=$(ls quiz.*.js) && mv $old {NEW_NAME} && mv $old.gz {NEW_NAME}.gz \\
    && sed -i s/$old/{NEW_NAME}/ staticfiles.json
"""
BROKEN = "broken"
BROKEN_WEB = r"RUN printf '#!/bin/sh\necho failed on purpose >&2\nexit 1\n' >prepare.sh"

# Changes with every write to the table, even one of equal values.
PLACES = "SELECT count(*), max(xmin::text::bigint) FROM places_place"


def script(stack: Stack) -> str:
    """The address of the quiz page's own script."""
    found = re.search(r"/static/quiz\.\w+\.js", request(stack, "/quizzes/us").body.decode())
    assert found
    return found[0]


@pytest.fixture(scope="module")
def old_script(stack: Stack) -> str:
    return script(stack)


@pytest.fixture(scope="module")
def released(stack: Stack, old_script: str) -> Iterator[Stack]:
    """The next release, brought up as an operator does it, and this one again afterwards."""
    with image_variants(NEXT, web=NEXT_WEB):
        try:
            with compose_environment(stack, TAG=NEXT):
                stack.up()
                yield stack
        finally:
            if running(stack) != TAG:
                stack.up()


def running(stack: Stack) -> str:
    """The tag of the web container's image."""
    image: str = stack.inspect("web")["Config"]["Image"]
    return image.partition(":")[2]


def assert_says(stack: Stack, release: str) -> None:
    """In /healthz, in a header of everything that Django answers or has answered, and in both logs."""
    assert request(stack, "/healthz").json == {"status": "ok", "release": release}
    responses = [request(stack, path) for path in ("/", "/quizzes/us", f"{MATCH}Paris", "/nothing", "/api/v1/nothing")]
    assert [response.headers["X-Toponaut-Release"] for response in responses] == [release] * 5

    mark = request(stack, "/", headers={"Host": "elsewhere.example"}).headers[
        "X-Request-Id"
    ]  # Django logs this refusal
    lines = [line for line in stack.log_lines("web") if line["request_id"] == mark]
    assert [line["release"] for line in lines] == [release]
    assert {line["release"] for line in stack.log_lines("web")} == {release}
    ids = {response.headers["X-Request-Id"] for response in responses}
    assert [line["release"] for line in stack.access_log() if line["request_id"] in ids] == [release] * 5


def test_every_answer_and_log_names_the_release(stack: Stack) -> None:
    assert_says(stack, TAG)


def test_compose_up_with_a_tag_releases_it(released: Stack) -> None:
    assert_says(released, NEXT)
    assert running(released) == NEXT
    assert released.inspect("migrate")["State"]["ExitCode"] == 0


def test_no_page_of_the_previous_release_is_served(released: Stack) -> None:
    assert script(released) == f"/static/{NEW_NAME}"


def test_previous_releases_script_is_still_served(released: Stack, old_script: str) -> None:
    assert old_script != script(released)
    kept, new = request(released, old_script), request(released, script(released))
    assert (kept.status, new.status) == (200, 200)
    assert kept.body == new.body  # only its name is another one


def test_failed_release_is_not_started_and_the_previous_one_can_return(released: Stack, report: Report) -> None:
    """The last test of this file: it ends the next release.

    Compose removes the old containers before the new ones may start. So the site is down until the operator names a tag
    that works. That needs no build, and nothing that was saved is lost.
    """
    places = sql(released, PLACES)
    with image_variants(BROKEN, web=BROKEN_WEB), compose_environment(released, TAG=BROKEN):
        with pytest.raises(AssertionError, match=r'service "migrate" didn\'t complete successfully'):
            released.up()
        assert "failed on purpose" in released.output("migrate")
        assert (running(released), released.inspect("web")["State"]["Status"]) == (BROKEN, "created")  # never started
        with pytest.raises(ConnectionRefusedError):
            request(released, "/")
    start = time.monotonic()
    with compose_environment(released, TAG=TAG):
        released.up()
    took = time.monotonic() - start
    report.add("After a failed release, by Compose alone", ["", "s"], [["the old one is back after", f"{took:.1f}"]])
    assert_says(released, TAG)
    assert sql(released, PLACES) == places
