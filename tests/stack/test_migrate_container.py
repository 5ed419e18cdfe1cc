"""The migrate container: it prepares a release once, a second run changes nothing, and web never migrates."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.harness.changes import sql
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack

# Its result changes with every write to the tables, even if the values stay equal.
TABLE_VERSIONS = (
    "SELECT (SELECT count(*) FROM places_place), (SELECT max(xmin::text::bigint) FROM places_place),"
    " (SELECT max(xmin::text::bigint) FROM quizzes_quiz), (SELECT max(id) FROM django_migrations)"
)


def test_migrate_has_succeeded(stack: Stack) -> None:
    state = stack.inspect("migrate")["State"]
    assert (state["Status"], state["ExitCode"]) == ("exited", 0)
    assert int(sql(stack, "SELECT count(*) FROM places_place")) > 200_000


def test_second_run_changes_nothing(stack: Stack, report: Report) -> None:
    before = sql(stack, TABLE_VERSIONS)
    start = time.monotonic()
    output = stack.compose("run", "--rm", "--no-TTY", "migrate")
    row = ["the whole step", f"{time.monotonic() - start:.1f}"]
    report.add("The migrate container with nothing to do", ["", "s"], [row])
    for message in ("No migrations to apply.", "are loaded already.", ": 0 new files"):
        assert message in output
    assert sql(stack, TABLE_VERSIONS) == before


@pytest.fixture
def empty_stack(images: None, tmp_path: Path) -> Iterator[Stack]:
    """A separate stack whose database has no tables."""
    project = Stack("toponaut-test-empty", tmp_path)
    try:
        project.up("postgres", "redis")
        yield project
    finally:
        project.down()


# Runs in the web container: prints the status of a page, requested without nginx.
PAGE_STATUS_SCRIPT = """
import os, socket
from deployment.healthcheck import connection_to
connection = connection_to(f"unix:/run/toponaut/{socket.gethostname()}.sock")
connection.request("GET", "/quizzes/us", headers={"Host": "localhost"})
print(connection.getresponse().status)
"""


def test_web_never_migrates(empty_stack: Stack) -> None:
    empty_stack.up("--no-deps", "web")
    assert int(empty_stack.exec("web", "python", "-c", PAGE_STATUS_SCRIPT)) >= 500  # web serves, but finds no table
    assert sql(empty_stack, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"
