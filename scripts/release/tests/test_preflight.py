"""What a deploy checks before it changes anything; each refusal says what to do."""

import stat
from datetime import UTC, datetime, timedelta

import pytest

from scripts.release.tests.fake_server import FakeServer

pytestmark = pytest.mark.slow

DEPLOY = {"TAG": "v2", "NO_BACKUP": "1"}
DEPLOY_WITH_BUCKET = {"TAG": "v2", "BACKUP_BUCKET": "b"}


def hours_ago(hours: float) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")


@pytest.fixture
def server_with_bucket(server: FakeServer) -> FakeServer:
    for name in ("s3_access_key", "s3_secret_key"):
        (server.checkout / "secrets" / name).write_text("key")
    return server


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"TAG": ""}, "TAG is missing: which release? For example: TAG=v1.4.0 make deploy"),
        ({"TAG": "-x"}, "TAG='-x' is not an image tag"),
        (
            {"MISSING_TAG": "v2"},
            "These images are not on this machine: toponaut/web:v2. To send them: `TAG=v2 HOST=…",
        ),
        ({"FREE_DISK_MB": "500"}, "has 500 MB free, and a release needs 1024"),
        ({"FREE_INODES": "900"}, "/ has room for 900 more files (inodes), and a release needs 10000."),
        ({"FREE_MEMORY_MB": "150"}, "150 MB of memory are available, and two releases side by side need 200"),
        ({"FAILS_AT": "check --deploy"}, "web of v2 does not accept its configuration: it failed on purpose"),
        ({"NO_BACKUP": ""}, "BACKUP_BUCKET is not set"),
        (
            {"MISSING_TAG": "v2", "REGISTRY": "registry.example/t", "FAILS_AT": " pull"},
            "could not be pulled from registry",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_refusal_changes_nothing(server: FakeServer, environ: dict[str, str], message: str) -> None:
    run = server.run("release/deploy", **(DEPLOY | environ))
    assert run.returncode == 1
    assert message in run.stderr
    assert (server.web_tags(), server.serving_tag()) == (["v1"], "v1")
    assert [line for line in server.docker_calls() if "stop" in line or " up " in line or "cutover" in line] == []


def test_file_system_without_a_fixed_number_of_inodes_is_accepted(server: FakeServer) -> None:
    assert server.run("release/deploy", INODES="0", FREE_INODES="0", **DEPLOY).returncode == 0


def test_release_history_can_be_read_by_the_web_container(server: FakeServer) -> None:
    assert server.run("release/deploy", **DEPLOY).returncode == 0
    folder = server.checkout / "var" / "releases"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "releases.jsonl")] == [0o755, 0o644]


def test_backup_of_the_last_24_hours_is_enough(server_with_bucket: FakeServer) -> None:
    run = server_with_bucket.run("release/deploy", LAST_BACKUP_AT=hours_ago(20), **DEPLOY_WITH_BUCKET)
    assert run.returncode == 0
    assert "\nbackup: the last one is 20 h old\n" in run.stdout
    assert [line for line in server_with_bucket.docker_calls() if "backup take" in line] == []


@pytest.mark.parametrize("hours", [None, 25])
def test_backup_is_taken_if_the_last_one_is_older(server_with_bucket: FakeServer, hours: float | None) -> None:
    at = hours_ago(hours) if hours else ""
    assert server_with_bucket.run("release/deploy", LAST_BACKUP_AT=at, **DEPLOY_WITH_BUCKET).returncode == 0
    assert any("backup take --kind release" in line for line in server_with_bucket.docker_calls())


def test_refused_if_the_backup_fails_unless_told_to_go_without(server_with_bucket: FakeServer) -> None:
    run = server_with_bucket.run("release/deploy", FAILS_AT="backup take", **DEPLOY_WITH_BUCKET)
    assert "taking one failed. To go without: NO_BACKUP=1 TAG=v2 make deploy" in run.stderr
    assert server_with_bucket.serving_tag() == "v1"
    assert (
        server_with_bucket.run("release/deploy", FAILS_AT="backup take", NO_BACKUP="1", **DEPLOY_WITH_BUCKET).returncode
        == 0
    )


def test_refused_without_jq(server: FakeServer) -> None:
    (server.bin / "jq").unlink()
    for command in ("deploy", "rollback", "list_releases"):
        assert "apt-get install jq" in server.refusal(f"release/{command}", **DEPLOY)
    assert server.history == []


def test_staging_needs_no_backup(server: FakeServer) -> None:
    assert server.run("stack/secrets", ENV="staging").returncode == 0
    run = server.run("release/deploy", ENV="staging", TAG="v2")
    assert run.returncode == 0, run.stderr
    assert "backup: none, there is no bucket" in run.stdout
    assert "TAG=dev" in (server.checkout / ".env").read_text()  # which is production's
    assert (server.checkout / "var" / "releases-staging" / "releases.jsonl").exists()
