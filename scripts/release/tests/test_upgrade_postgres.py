"""`make upgrade-postgres` with a fake Docker: the order of its steps, refusals, and the return to the old server."""

import pytest

from scripts.release.tests.fake_server import FakeServer

pytestmark = pytest.mark.slow

UPGRADE = {"TAG": "v2-17", "POSTGRES_TAGS": "v2-17\\nv1-15\\n"}
OLD_CONTAINER = "d" * 64
STEPS = {
    f" stop {OLD_CONTAINER}": "stop the old server",
    "--name toponaut-upgrade-old": "serve the old cluster to the copy only",
    "postgres upgrade copy": "copy",
    "postgres upgrade set-aside": "set the new cluster aside",
    "postgres upgrade clean": "clean",
    f" start {OLD_CONTAINER}": "start the old container",
    "up -d --no-build --wait postgres": "start PostgreSQL",
    "up -d --no-build --wait backup": "start the sidecar",
    "postgres upgrade delete-old": "delete old clusters",
}


def steps(server: FakeServer) -> list[str]:
    """What was done, in order, each with the TAG of its image."""
    calls = server.docker_calls()
    return [
        f"{step}, {line.split()[0].removeprefix('TAG=')}"
        for line in calls
        for part, step in STEPS.items()
        if part in line
    ]


def test_copy_while_nobody_can_write_then_the_new_server(server: FakeServer) -> None:
    run = server.run("release/upgrade_postgres", **UPGRADE)
    assert run.returncode == 0, run.stderr
    assert "PostgreSQL 15 (v1-15) to 17 (v2-17): needs 700 of 9000 MB, and about 40 s" in run.stdout
    assert "Next: `TAG=v2-17 make deploy`" in run.stdout
    assert "--delete-old" in run.stdout
    assert steps(server) == [
        "stop the old server, v2-17",
        "clean, v2-17",
        "serve the old cluster to the copy only, v1-15",
        "copy, v2-17",
        "start PostgreSQL, v2-17",
        "start the sidecar, v2-17",
        "clean, v2-17",
    ]


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"PLAN": "0 100 700 9000"}, "The volume holds no database yet"),
        ({"PLAN": "18 100 700 9000"}, "The database is in PostgreSQL 18, and v2-17 has 17, which is older"),
        ({"PLAN": "14 100 700 9000"}, "No image on this machine has PostgreSQL 14. Bring the release"),
        ({"PLAN": "15 100 700 600"}, "The disk has 600 MB free, and the copy needs 700"),
        ({"MISSING_TAG": "v2-17"}, "These images are not on this machine"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_refusal_changes_nothing(server: FakeServer, environ: dict[str, str], message: str) -> None:
    run = server.run("release/upgrade_postgres", **(UPGRADE | environ))
    assert run.returncode == 1
    assert message in run.stderr
    assert steps(server) == []


@pytest.mark.parametrize("fault", [{"FAILS_AT": "upgrade copy"}, {"SIGNAL_AT": "upgrade copy", "SIGNAL": "TERM"}])
def test_failed_or_interrupted_copy_starts_the_old_server_again(server: FakeServer, fault: dict[str, str]) -> None:
    run = server.run("release/upgrade_postgres", **UPGRADE, **fault)
    assert run.returncode != 0
    assert "The database is in PostgreSQL 15 as before." in run.stdout
    assert steps(server)[-2:] == ["clean, v2-17", "start the old container, v2-17"]


def test_new_server_that_does_not_start_is_set_aside(server: FakeServer) -> None:
    run = server.run("release/upgrade_postgres", **UPGRADE, FAILS_AT="--wait postgres")
    assert run.returncode != 0
    assert "PostgreSQL 17 did not start" in run.stderr
    assert steps(server)[-3:-1] == ["start PostgreSQL, v2-17", "set the new cluster aside, v2-17"]


def test_killed_upgrade_is_completed_by_the_next(server: FakeServer) -> None:
    """The copy had ended, so only the new server is started."""
    run = server.run("release/upgrade_postgres", **UPGRADE, PLAN="17 100 700 9000")
    assert run.returncode == 0, run.stderr
    assert steps(server) == ["start PostgreSQL, v2-17", "start the sidecar, v2-17", "clean, v2-17"]


def test_old_clusters_are_deleted_on_request(server: FakeServer) -> None:
    run = server.run("release/upgrade_postgres", "--delete-old", **UPGRADE, PLAN="17 100 700 9000")
    assert run.returncode == 0, run.stderr
    assert steps(server) == ["delete old clusters, v2-17"]


def test_help_and_unknown_option_change_nothing(server: FakeServer) -> None:
    assert "TAG=v2.0.0 make upgrade-postgres" in server.run("release/upgrade_postgres", "--help").stdout
    assert "'--force' is not an option" in server.refusal("release/upgrade_postgres", "--force")
    assert server.docker_calls() == []
