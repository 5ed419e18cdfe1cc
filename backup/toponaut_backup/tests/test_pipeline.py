"""Programs connected by pipes: exit statuses, error messages, and cleaning up."""

import subprocess
import time

import pytest

from toponaut_backup.errors import DatabaseError, ProgramFailed
from toponaut_backup.pipeline import Pipeline


def shell(script: str) -> list[str]:
    return ["sh", "-c", script]


def test_output_is_the_next_programs_input() -> None:
    with Pipeline() as pipeline:
        first = pipeline.start("first", shell("echo hello"))
        second = pipeline.start("second", shell("tr a-z A-Z"), stdin=first.stdout or subprocess.DEVNULL)
        assert second.stdout
        assert second.stdout.read() == b"HELLO\n"
        pipeline.check("first", "second")


def test_failure_is_reported_with_the_programs_own_message() -> None:
    with Pipeline() as pipeline:
        first = pipeline.start("pg_dump", shell("echo 'server closed the connection' >&2; exit 3"))
        second = pipeline.start("gzip", shell("cat"), stdin=first.stdout or subprocess.DEVNULL)
        assert second.stdout
        assert second.stdout.read() == b""
        with pytest.raises(ProgramFailed, match=r"pg_dump failed \(server closed the connection\)"):
            pipeline.check("pg_dump", "gzip")


def test_silent_failure_is_reported_by_exit_status() -> None:
    with Pipeline() as pipeline:
        pipeline.start("age", shell("exit 7"))
        assert pipeline.failure("age") == "age failed (exit status 7)"


def test_missing_program_is_an_error() -> None:
    with Pipeline() as pipeline, pytest.raises(ProgramFailed, match="cannot be started"):
        pipeline.start("age", ["/nowhere/age"])


def test_running_program_is_killed_at_the_end() -> None:
    started = time.monotonic()
    with Pipeline() as pipeline:
        process = pipeline.start("sleep", ["sleep", "60"])
    assert process.returncode == -9
    assert time.monotonic() - started < 5


@pytest.mark.slow
def test_program_is_killed_if_while_waiting_raises() -> None:
    """For example because the disk fills up while pg_restore builds indexes."""

    def stop() -> None:
        raise DatabaseError("the disk is nearly full")

    started = time.monotonic()
    with Pipeline(while_waiting=stop) as pipeline:
        process = pipeline.start("pg_restore", shell("exec sleep 60"))
        with pytest.raises(DatabaseError, match="nearly full"):
            pipeline.check("pg_restore")
    assert process.poll() is not None
    assert time.monotonic() - started < 10
