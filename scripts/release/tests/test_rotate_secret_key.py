"""`make rotate SECRET=secret_key`: a new web container of the same release takes over; the old key stays valid."""

import json

import pytest

from scripts.release.tests.fake_server import NEW, FakeServer

pytestmark = pytest.mark.slow

KEY = "secrets/secret_key"


def keys(server: FakeServer) -> list[str]:
    return (server.checkout / KEY).read_text().split()


def test_new_key_signs_and_the_old_one_stays_valid(server: FakeServer) -> None:
    (old,) = keys(server)
    run = server.run("stack/rotate_secret", SECRET="secret_key")
    assert run.returncode == 0, run.stderr
    new, kept = keys(server)
    assert kept == old != new
    assert (server.web_tags(), server.link.read_text()) == (["v1"], f"{NEW[:12]}.sock\n")
    entry = json.loads(server.history[0])
    assert (entry["kind"], entry["result"], entry["tag"]) == ("rotate", "done", "v1")


def test_second_rotation_removes_the_first_key(server: FakeServer) -> None:
    (first,) = keys(server)
    (server.checkout / KEY).chmod(0o644)
    (server.checkout / KEY).write_text(f"the-second-key\n{first}\n")
    server.run("stack/rotate_secret", SECRET="secret_key")
    assert keys(server)[1:] == ["the-second-key"]


def test_failed_rotation_restores_the_old_container_and_the_next_one_uses_the_same_key(server: FakeServer) -> None:
    run = server.run("stack/rotate_secret", SECRET="secret_key", FAILS_AT="localhost v1")
    assert run.returncode == 1
    assert 'rotate of v1 failed at step "check"' in run.stderr
    written = keys(server)
    started = "2000-01-01T00:00:00.123456789Z"  # before the file was written
    run = server.run("stack/rotate_secret", SECRET="secret_key", STARTED_AT=started)
    assert run.returncode == 0, run.stderr
    assert keys(server) == written
    assert server.link.read_text() == f"{NEW[:12]}.sock\n"


def test_no_backup_is_needed(server: FakeServer) -> None:
    server.run("stack/rotate_secret", SECRET="secret_key")
    assert not any("backup take" in call for call in server.docker_calls())
