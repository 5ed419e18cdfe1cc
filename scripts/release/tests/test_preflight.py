"""What a deploy wants to be so before it touches anything; each refusal says what to do."""

from datetime import UTC, datetime, timedelta

import pytest

from scripts.release.tests.release_machine import ReleaseMachine

pytestmark = pytest.mark.slow

GO = {"TAG": "v2", "NO_BACKUP": "1"}
BUCKET = {"TAG": "v2", "BACKUP_BUCKET": "b"}


def hours_ago(hours: float) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")


@pytest.fixture
def bucket(server: ReleaseMachine) -> ReleaseMachine:
    for name in ("s3_access_key", "s3_secret_key"):
        (server.checkout / "secrets" / name).write_text("key")
    return server


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"TAG": ""}, "Which release? TAG=v1.4.0 make deploy"),
        ({"TAG": "-x"}, "TAG='-x' is no image tag"),
        ({"ABSENT": "v2"}, "These images are not here: toponaut/web:v2 - `make ship"),
        ({"DISK": "500"}, "has 500 MB left and a release wants 1024"),
        ({"MEMORY": "150"}, "150 MB of memory are available, and two releases side by side want 200"),
        ({"FAILS_AT": "check --deploy"}, "web of v2 does not accept its configuration: it failed on purpose"),
        ({"NO_BACKUP": ""}, "BACKUP_BUCKET is not set"),
        ({"ABSENT": "v2", "REGISTRY": "registry.example/t", "FAILS_AT": " pull"}, "could not be had from registry"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_it_refuses_and_changes_nothing(server: ReleaseMachine, environ: dict[str, str], words: str) -> None:
    run = server.run("release/deploy", **(GO | environ))
    assert run.returncode == 1
    assert words in run.stderr
    assert (server.web(), server.serving()) == (["v1"], "v1")
    assert [line for line in server.asked() if "stop" in line or " up " in line or "takeover" in line] == []


def test_a_backup_of_today_is_enough(bucket: ReleaseMachine) -> None:
    assert bucket.run("release/deploy", BACKUP_AT=hours_ago(20), **BUCKET).returncode == 0
    assert [line for line in bucket.asked() if "backup take" in line] == []


@pytest.mark.parametrize("hours", [None, 25])
def test_otherwise_one_is_taken(bucket: ReleaseMachine, hours: float | None) -> None:
    at = hours_ago(hours) if hours else ""
    assert bucket.run("release/deploy", BACKUP_AT=at, **BUCKET).returncode == 0
    assert any("backup take --kind release" in line for line in bucket.asked())


def test_without_one_it_goes_no_further_unless_told(bucket: ReleaseMachine) -> None:
    run = bucket.run("release/deploy", FAILS_AT="backup take", **BUCKET)
    assert "none could be taken. Without one: NO_BACKUP=1 TAG=v2 make deploy" in run.stderr
    assert bucket.serving() == "v1"
    assert bucket.run("release/deploy", FAILS_AT="backup take", NO_BACKUP="1", **BUCKET).returncode == 0


def test_staging_may_be_lost(server: ReleaseMachine) -> None:
    assert server.run("stack/secrets", ENV="staging").returncode == 0
    run = server.run("release/deploy", ENV="staging", TAG="v2")
    assert run.returncode == 0, run.stderr
    assert "backup: none, there is no bucket" in run.stdout
    assert "TAG=dev" in (server.checkout / ".env").read_text()  # production's
    assert (server.checkout / "var" / "releases-staging" / "releases.jsonl").exists()
