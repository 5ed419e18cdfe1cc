"""Programs in a pipe: every end is looked at, and the one that failed is named."""

import subprocess
import time

import pytest

from toponaut_backup.errors import ProcessFailed
from toponaut_backup.pipeline import Pipeline


def shell(script: str) -> list[str]:
    return ["sh", "-c", script]


def test_what_one_writes_the_next_one_reads() -> None:
    with Pipeline() as pipe:
        first = pipe.start("first", shell("echo hello"))
        second = pipe.start("second", shell("tr a-z A-Z"), stdin=first.stdout or subprocess.DEVNULL)
        assert second.stdout
        assert second.stdout.read() == b"HELLO\n"
        pipe.check("first", "second")


def test_a_failure_anywhere_is_one_and_is_told_in_its_own_words() -> None:
    with Pipeline() as pipe:
        first = pipe.start("pg_dump", shell("echo 'server closed the connection' >&2; exit 3"))
        second = pipe.start("gzip", shell("cat"), stdin=first.stdout or subprocess.DEVNULL)
        assert second.stdout
        assert second.stdout.read() == b""
        with pytest.raises(ProcessFailed, match=r"pg_dump failed \(server closed the connection\)"):
            pipe.check("pg_dump", "gzip")


def test_one_that_says_nothing_is_known_by_its_status() -> None:
    with Pipeline() as pipe:
        pipe.start("age", shell("exit 7"))
        assert pipe.problem("age") == "age failed (exit status 7)"


def test_a_program_that_is_not_there() -> None:
    with Pipeline() as pipe, pytest.raises(ProcessFailed, match="cannot be started"):
        pipe.start("age", ["/nowhere/age"])


def test_what_still_runs_at_the_end_is_killed() -> None:
    started = time.monotonic()
    with Pipeline() as pipe:
        process = pipe.start("sleep", ["sleep", "60"])
    assert process.returncode == -9
    assert time.monotonic() - started < 5
