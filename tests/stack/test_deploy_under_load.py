"""`make deploy` and `make rollback` under load: a release takes over, or changes nothing, and no request is lost.

Each drill sends 200 requests a second all the while. A stack of its own, from an operator's checkout.
"""

import shlex
import signal
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import sql
from tests.stack.harness.constant_load import ConstantLoad
from tests.stack.harness.deployment import Deployment, Drill
from tests.stack.harness.docker import docker
from tests.stack.harness.http import request
from tests.stack.harness.image_variants import REBUILT, image_variants
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack

PROJECT = "toponaut-test-release"
ONE, TWO = "d1", "d2"
OTHERS = ("nginx", "postgres", "redis")


def migration(statement: str) -> dict[str, str]:
    """A web image with one more, of this SQL."""
    lines = [
        "from django.db import migrations",
        "class Migration(migrations.Migration):",
        '    dependencies = [("plays", "0001_initial")]',
        f'    operations = [migrations.RunSQL("{statement}")]',
    ]
    return {"web": f"RUN printf '%s\\n' {' '.join(map(shlex.quote, lines))} >plays/migrations/0002_one_more.py"}


NEVER_READY = {"web": "RUN echo 'PARTS[\"cache\"] = lambda: False' >>config/health.py"}
BAD_REDIS = {"redis": "RUN echo no-such-setting 1 >>/etc/redis/redis.conf"}
FAULTS = [
    (migration("SELECT failed_on_purpose"), "prepare", "failed_on_purpose"),
    (NEVER_READY, "start", "was not ready after 10 s"),
    (BAD_REDIS, "accessories", "redis of bad was not healthy after 10 s"),
]

# Nothing is removed that the site uses: a drill goes on after it.
OTHER_TABLES = migration("SELECT 1")
CONFIGURATION = {"nginx": "RUN echo 'add_header X-Front another always;' >>/etc/toponaut/snippets/headers.conf"}
# Each other in what it does, not in its configuration alone
PROGRAMS = {
    "nginx": "RUN sed -i '2i true' /usr/local/bin/start",
    "redis": "RUN echo hz 11 >>/etc/redis/redis.conf",
    "postgres": "RUN echo work_mem = 3MB >>/etc/postgresql/postgresql.conf",
}
CUT_OFF = {"ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected", "BrokenPipeError"}


@pytest.fixture(scope="module")
def here(images: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Release ONE serves, and TWO's images are there, built elsewhere."""
    found = Deployment(tmp_path_factory.mktemp("release"), PROJECT)
    with image_variants(ONE), image_variants(TWO, **dict.fromkeys(OTHERS, REBUILT)):
        try:
            found.down()
            found.run_ok(f"make deploy TAG={ONE}")
            yield found
        finally:
            found.down()


@pytest.fixture(scope="module")
def site(here: Deployment) -> Stack:
    return here.site


def others(site: Stack) -> list[str]:
    return [site.container_id(service) for service in OTHERS]


def assert_nothing_lost(load: ConstantLoad) -> None:
    assert load.failed() == []
    assert load.closed_when_idle == 0


def test_release_loses_no_request(here: Deployment, site: Stack, report: Report) -> None:
    before = others(site)
    with Drill(site, report, "A release") as load:
        here.deploy(f"make deploy TAG={TWO}", load)
    assert_nothing_lost(load)
    assert (here.serving_tag(), here.web_tags()) == (TWO, [TWO])
    assert others(site) == before  # the same files: no reason to start them anew
    assert f"\nTAG={TWO}\n" in (here.folder / ".env").read_text()


def test_rollback_loses_no_request(here: Deployment, site: Stack, report: Report) -> None:
    with Drill(site, report, "A rollback") as load:
        here.deploy("make rollback", load)
    assert_nothing_lost(load)
    assert (here.serving_tag(), here.web_tags()) == (ONE, [ONE])


@pytest.mark.parametrize(
    ("fault", "step", "reason"), FAULTS, ids=["migration fails", "never ready", "after the cutover"]
)
def test_failed_release_changes_nothing(
    here: Deployment, site: Stack, report: Report, fault: dict[str, str], step: str, reason: str
) -> None:
    before = [site.container_id("web"), *others(site)]
    with image_variants("bad", **fault), Drill(site, report, f"A release that fails at {step}") as load:
        run = here.run("READY_SECONDS=10 HEALTHY_SECONDS=10 make deploy TAG=bad")
    assert run.returncode != 0
    assert reason in run.stdout
    assert f'failed at step "{step}"' in run.stdout
    assert f"{ONE} serves as before" in run.stdout
    assert_nothing_lost(load)
    assert (here.serving_tag(), here.web_tags()) == (ONE, [ONE])
    assert [site.container_id("web"), *others(site)] == before
    site.wait_healthy(*OTHERS)


def test_interrupted_deploy_puts_the_old_release_back(here: Deployment, site: Stack, report: Report) -> None:
    """By Ctrl-C while the new one starts, and by a lost connection when it has just taken over."""
    before = [site.container_id("web"), *others(site)]
    with Drill(site, report, "A release that is stopped") as load:
        said = [
            here.signal_at_step(f"make deploy TAG={TWO}", "start", signal.SIGINT),
            here.signal_at_step(f"make deploy TAG={TWO}", "accessories", signal.SIGHUP),
        ]
    assert_nothing_lost(load)
    for words, step, reason in zip(said, ("start", "accessories"), ("Ctrl-C", "the connection was lost"), strict=True):
        assert f'failed at step "{step}": ' in words
        assert reason in words
        assert f"{ONE} serves as before" in words
    assert (here.serving_tag(), here.web_tags(), [site.container_id("web"), *others(site)]) == (ONE, [ONE], before)


def test_killed_deploy_can_be_repeated(here: Deployment, site: Stack, report: Report) -> None:
    """Where something is left: a container that prepares, a link that moved, sidecars. Every step: release/tests."""
    command = f"make deploy TAG={TWO}"
    with Drill(site, report, "A release that is killed half-way, again and again") as load:
        for step in ("prepare", "cutover", "accessories"):
            here.signal_at_step(command, step, signal.SIGKILL)
        here.run_ok(command)
    assert_nothing_lost(load)
    assert (here.serving_tag(), here.web_tags()) == (TWO, [TWO])
    left = docker("ps", "--all", "--format", "{{.Names}}", "--filter", f"name={PROJECT}-prepare")
    assert left == ""


def test_compose_up_can_release_too(here: Deployment) -> None:
    """What a deploy has started is what Compose manages. The next drill deploys upon what this leaves."""
    here.run_ok(f"TAG={ONE} docker compose up -d --wait")
    assert (here.serving_tag(), here.web_tags()) == (ONE, [ONE])


def test_new_nginx_configuration_goes_live_without_a_gap(here: Deployment, site: Stack, report: Report) -> None:
    """nginx closes connections that are at rest; in the very moment a client may have sent something: that is lost."""
    serves, before = here.serving_tag(), others(site)
    with image_variants("front", **CONFIGURATION), Drill(site, report, "Another configuration of nginx") as load:
        said = here.deploy("make deploy TAG=front", load)
        assert "the configuration of nginx changes in front" in said
        assert front(site) == "another"
        here.run_ok(f"make rollback TAG={serves}")  # Compose alone leaves no history
        assert front(site) is None
    assert (here.serving_tag(), here.web_tags()) == (serves, [serves])
    assert others(site) == before
    assert {one.failure for one in load.failed()} <= CUT_OFF - {"ConnectionRefusedError"}
    assert len(load.failed()) <= 4


def front(site: Stack) -> str | None:
    return request(site, "/").headers.get("X-Front")


def test_changed_servers_interrupt_briefly_and_rollback_over_a_migration_needs_unsafe(
    here: Deployment, site: Stack, report: Report
) -> None:
    """Two cannot hold one port or one database. Connections are cut or refused, or 503 is said: no wrong answer.

    The last one here: a migration stays.
    """
    serves, before = here.serving_tag(), others(site)
    with image_variants("others", **PROGRAMS, **OTHER_TABLES):
        with Drill(site, report, "Another nginx, Redis and PostgreSQL") as load:
            here.deploy("make deploy TAG=others", load)
        assert not set(others(site)) & set(before)
        assert sql(site, "SHOW work_mem") == "3MB"
        assert {one.failure for one in load.failed()} <= CUT_OFF | {"503"}

        refused = here.run("make rollback")
        assert refused.returncode != 0
        assert f"{serves} may not work with the tables of others" in refused.stdout
        assert "plays.0002_one_more" in refused.stdout
        assert (here.serving_tag(), here.web_tags()) == ("others", ["others"])

        here.run_ok("UNSAFE=1 make rollback")
        assert (here.serving_tag(), here.web_tags()) == (serves, [serves])
        assert sql(site, "SHOW work_mem") != "3MB"
    site.wait_healthy(*OTHERS)
