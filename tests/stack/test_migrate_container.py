"""The step before a release serves: once, again without an effect, and never in the web container."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.harness.changes import sql
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack

# Changes with every write to the tables, even one of equal values.
STATE = (
    "SELECT (SELECT count(*) FROM places_place), (SELECT max(xmin::text::bigint) FROM places_place),"
    " (SELECT max(xmin::text::bigint) FROM quizzes_quiz), (SELECT max(id) FROM django_migrations)"
)


def test_migrate_has_succeeded(stack: Stack) -> None:
    state = stack.inspect("migrate")["State"]
    assert (state["Status"], state["ExitCode"]) == ("exited", 0)
    assert int(sql(stack, "SELECT count(*) FROM places_place")) > 200_000


def test_second_run_changes_nothing(stack: Stack, report: Report) -> None:
    before = sql(stack, STATE)
    start = time.monotonic()
    said = stack.compose("run", "--rm", "--no-TTY", "migrate")
    report.add("Migrate, with nothing to do", ["", "s"], [["the whole step", f"{time.monotonic() - start:.1f}"]])
    for words in ("No migrations to apply.", "are loaded already.", ": 0 new files"):
        assert words in said
    assert sql(stack, STATE) == before


@pytest.fixture
def empty(images: None, tmp_path: Path) -> Iterator[Stack]:
    """A project of its own whose database has no tables."""
    project = Stack("toponaut-test-empty", tmp_path)
    try:
        project.up("postgres", "redis")
        yield project
    finally:
        project.down()


# In a web container: the status of a page, past nginx.
PAGE = """
import os, socket
from deployment.healthcheck import connection_to
connection = connection_to(f"unix:/run/toponaut/{socket.gethostname()}.sock")
connection.request("GET", "/quizzes/us", headers={"Host": "localhost"})
print(connection.getresponse().status)
"""


def test_web_never_migrates(empty: Stack) -> None:
    empty.up("--no-deps", "web")
    assert int(empty.exec("web", "python", "-c", PAGE)) >= 500  # it serves, and finds no table
    assert sql(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"
