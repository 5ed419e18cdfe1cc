"""Releases by Compose alone: `TAG=… docker compose up -d` starts a release, and responses and logs name it."""

import re
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import compose_environment, sql
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.image_variants import image_variants
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import TAG, Stack

NEXT = "next"
NEW_SCRIPT = "quiz.000000000000.js"
# Dockerfile lines of a release whose script has another name.
NEXT_WEB_LINES = f"""
RUN cd static && old=$(ls quiz.*.js) && mv $old {NEW_SCRIPT} && mv $old.gz {NEW_SCRIPT}.gz \\
    && sed -i s/$old/{NEW_SCRIPT}/ staticfiles.json
"""
BROKEN = "broken"
BROKEN_WEB_LINES = r"RUN printf '#!/bin/sh\necho failed on purpose >&2\nexit 1\n' >prepare.sh"

# Its result changes with every write to the table, even if the values stay equal.
PLACES_VERSION = "SELECT count(*), max(xmin::text::bigint) FROM places_place"


def script_path(stack: Stack) -> str:
    """The path of the quiz page's script."""
    found = re.search(r"/static/quiz\.\w+\.js", request(stack, "/quizzes/us").body.decode())
    assert found
    return found[0]


@pytest.fixture(scope="module")
def old_script(stack: Stack) -> str:
    return script_path(stack)


@pytest.fixture(scope="module")
def released(stack: Stack, old_script: str) -> Iterator[Stack]:
    """The next release, started as an operator does; afterwards the release of the tests again."""
    with image_variants(NEXT, web=NEXT_WEB_LINES):
        try:
            with compose_environment(stack, TAG=NEXT):
                stack.up()
                yield stack
        finally:
            if running_tag(stack) != TAG:
                stack.up()


def running_tag(stack: Stack) -> str:
    """The tag of the web container's image."""
    image: str = stack.inspect("web")["Config"]["Image"]
    return image.partition(":")[2]


def assert_release_is_named(stack: Stack, release: str) -> None:
    """In /healthz, in a header of every response that Django has made, cached ones too, and in both logs."""
    assert request(stack, "/healthz").json == {"status": "ok", "release": release}
    responses = [
        request(stack, path) for path in ("/", "/quizzes/us", f"{MATCH_PATH}Paris", "/nothing", "/api/v1/nothing")
    ]
    assert [response.headers["X-Toponaut-Release"] for response in responses] == [release] * 5

    refused = request(stack, "/", headers={"Host": "elsewhere.example"})  # Django logs this
    request_id = refused.headers["X-Request-Id"]
    lines = [line for line in stack.log_lines("web") if line["request_id"] == request_id]
    assert [line["release"] for line in lines] == [release]
    assert {line["release"] for line in stack.log_lines("web")} == {release}
    ids = {response.headers["X-Request-Id"] for response in responses}
    assert [line["release"] for line in stack.access_log() if line["request_id"] in ids] == [release] * 5


def test_every_response_and_log_names_the_release(stack: Stack) -> None:
    assert_release_is_named(stack, TAG)


def test_compose_up_with_a_tag_releases_it(released: Stack) -> None:
    assert_release_is_named(released, NEXT)
    assert running_tag(released) == NEXT
    assert released.inspect("migrate")["State"]["ExitCode"] == 0


def test_no_page_of_the_previous_release_is_served(released: Stack) -> None:
    assert script_path(released) == f"/static/{NEW_SCRIPT}"


def test_previous_releases_script_is_still_served(released: Stack, old_script: str) -> None:
    assert old_script != script_path(released)
    old, new = request(released, old_script), request(released, script_path(released))
    assert (old.status, new.status) == (200, 200)
    assert old.body == new.body  # only the name differs


def test_failed_release_is_not_started_and_the_previous_one_can_return(released: Stack, report: Report) -> None:
    """Must be the last test of this file: it ends the next release.

    Compose removes the old containers before it starts new ones. So the site is down until the operator sets a tag that
    works. That needs no build, and no saved data is lost.
    """
    places = sql(released, PLACES_VERSION)
    with image_variants(BROKEN, web=BROKEN_WEB_LINES), compose_environment(released, TAG=BROKEN):
        with pytest.raises(AssertionError, match=r'service "migrate" didn\'t complete successfully'):
            released.up()
        assert "failed on purpose" in released.output("migrate")
        assert running_tag(released) == BROKEN
        assert released.inspect("web")["State"]["Status"] == "created"  # never started
        with pytest.raises(ConnectionRefusedError):
            request(released, "/")
    start = time.monotonic()
    with compose_environment(released, TAG=TAG):
        released.up()
    row = ["the previous release serves again after", f"{time.monotonic() - start:.1f}"]
    report.add("After a failed release, by Compose alone", ["", "s"], [row])
    assert_release_is_named(released, TAG)
    assert sql(released, PLACES_VERSION) == places
