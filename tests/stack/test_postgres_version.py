"""PostgreSQL of another major version refuses to start, and `make upgrade-postgres` copies the database into it."""

import signal
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.backup import database_contents
from tests.stack.harness.changes import sql
from tests.stack.harness.deployment import Deployment
from tests.stack.harness.docker import docker
from tests.stack.harness.image_variants import image_variants
from tests.stack.harness.measurements import Report
from tests.stack.harness.old_postgres import NEW, OLD, build_old_postgres
from tests.stack.harness.stack import TAG, Stack

PROJECT = "toponaut-test-upgrade"
OLD_TAG = "with-old-postgres"
UPGRADE = f"make upgrade-postgres TAG={TAG}"
SEED_PLAYS = "python manage.py seed_plays --seed 1 --yes-in-production 2000"


def test_image_with_programs_of_another_version_refuses_to_start(stack: Stack) -> None:
    """The start script expects 18, and the programs are of 17: the running server and its data stay as they are."""
    dockerfile = (
        f"FROM toponaut/postgres:{TAG}\nUSER 0\nRUN sed -i s/^MAJOR=17/MAJOR=18/ /usr/local/bin/start\nUSER 10003"
    )
    docker("build", "--tag", "toponaut/postgres:eighteen", "-", stdin=dockerfile)
    try:
        volume = f"--volume={stack.project}_postgres:/var/lib/postgresql"
        refusal = docker("run", "--rm", volume, "toponaut/postgres:eighteen", "start", check=False)
    finally:
        docker("image", "rm", "toponaut/postgres:eighteen")
    assert refusal.startswith("postgres: this image has PostgreSQL 17, and its start script is for 18: ")
    assert stack.exec("postgres", "ls", "/var/lib/postgresql").split() == [NEW]


def test_second_server_on_the_volume_is_refused(stack: Stack) -> None:
    started = stack.inspect("postgres")["State"]["StartedAt"]
    with pytest.raises(AssertionError, match="another server uses this volume"):
        stack.compose("run", "--rm", "--no-deps", "--no-TTY", "postgres")
    assert int(sql(stack, "SELECT count(*) FROM places_place")) > 0
    assert stack.inspect("postgres")["State"]["StartedAt"] == started


@pytest.fixture(scope="module")
def deployment(images: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """PostgreSQL 15 with the real places and made-up plays, and the sidecar."""
    new = Deployment(tmp_path_factory.mktemp("upgrade"), PROJECT)
    with image_variants(OLD_TAG):
        build_old_postgres(OLD_TAG)
        try:
            new.down()
            new.run_ok(f"TAG={OLD_TAG} docker compose up -d --wait postgres backup redis")
            for command in ("./prepare.sh", SEED_PLAYS):
                new.run_ok(f"TAG={OLD_TAG} docker compose run --rm --no-deps -T migrate {command}")
            yield new
        finally:
            new.down()


@pytest.mark.drill
def test_upgrade_from_15_on_debian_12(deployment: Deployment, report: Report) -> None:
    """Killed in the middle, run again. Before it the new release is refused, and after it the old one."""
    site = deployment.site
    before = database_contents(site)
    assert sql(site, "SHOW server_version").startswith(f"{OLD}.")
    assert "run `make upgrade-postgres`" in deployment.run(f"make deploy TAG={TAG}").stdout

    deployment.signal_at_step(UPGRADE, "copy", signal.SIGKILL)
    started = time.monotonic()
    output = deployment.run_ok(UPGRADE)
    report.add("make upgrade-postgres", ["", "s"], [["from 15 to 17", f"{time.monotonic() - started:.0f}"]])
    assert f"Next: `TAG={TAG} make deploy`" in output
    assert sql(site, "SHOW server_version").startswith(f"{NEW}.")
    assert database_contents(site) == before
    assert site.exec("postgres", "ls", "/var/lib/postgresql").split() == [OLD, NEW]

    assert f"start a release with {NEW}" in deployment.run(f"make deploy TAG={OLD_TAG}").stdout
    deployment.run_ok(f"TAG={TAG} scripts/release/upgrade_postgres.sh --delete-old")
    assert site.exec("postgres", "ls", "/var/lib/postgresql").split() == [NEW]
