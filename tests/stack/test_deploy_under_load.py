"""`make deploy` and `make rollback` under load: a release serves or changes nothing, and no request is lost.

Requests are sent from beginning to end: 200 a second where losses are counted, 50 a second where the deploy fails. The
stack is its own, from an operator's checkout.
"""

import shlex
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.stack.harness.acme_server import CA_FILE, DIRECTORY, DOMAIN, acme_server_beside
from tests.stack.harness.changes import sql
from tests.stack.harness.constant_load import FULL_RATE, ConstantLoad
from tests.stack.harness.deployment import Deployment, Drill
from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.https import DomainConnection
from tests.stack.harness.image_variants import REBUILT, image_variants
from tests.stack.harness.loaded_database import copy_loaded_database
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack, free_port
from tests.stack.test_dashboard import PASSWORD, cookies, sign_in
from tests.stack.test_reboot import run_engine_script, wait_for_ok

PROJECT = "toponaut-test-release"
FIRST, SECOND = "d1", "d2"
SERVERS = ("nginx", "postgres", "redis")


def migration(statement: str) -> dict[str, str]:
    """Dockerfile lines of a web image with one more migration that runs this SQL."""
    newest = max(file.stem for file in (ROOT / "services/web/plays/migrations").glob("0*.py"))
    lines = [
        "from django.db import migrations",
        "class Migration(migrations.Migration):",
        f'    dependencies = [("plays", "{newest}")]',
        f'    operations = [migrations.RunSQL("{statement}")]',
    ]
    return {"web": f"RUN printf '%s\\n' {' '.join(map(shlex.quote, lines))} >plays/migrations/9999_one_more.py"}


NEVER_READY = {"web": "RUN echo 'DEPENDENCIES[\"cache\"] = lambda: False' >>config/health.py"}
BROKEN_REDIS = {"redis": "RUN echo no-such-setting 1 >>/etc/redis/redis.conf"}
FAULTS = [
    pytest.param(migration("SELECT failed_on_purpose"), "prepare", "failed_on_purpose", id="migration fails"),
    pytest.param(NEVER_READY, "start", "was not ready after 10 s", id="never ready", marks=pytest.mark.drill),
    pytest.param(
        BROKEN_REDIS,
        "accessories",
        "redis of bad was not healthy after 10 s",
        id="after the cutover",
        marks=pytest.mark.drill,
    ),
]

# Faults that only a game shows: every container is healthy, and the release answers /readyz or at least /healthz.
EMPTY_CLUSTER = {"postgres": "RUN sed -i 's#^DATA=.*#DATA=/var/lib/postgresql/other#' /usr/local/bin/start"}
FAILING_SAVES = {"web": "RUN echo 'def create(**_): raise RuntimeError(\"on purpose\")' >>plays/saving.py"}
BROKEN_GAMES = [
    pytest.param(EMPTY_CLUSTER, 'answered 503 {"status": "down", "down": ["tables"]', id="an empty cluster"),
    pytest.param(FAILING_SAVES, "POST /api/v1/plays should answer 201, and answered 500", id="saving fails"),
]

# Removes nothing that the site uses, because the drill continues after it.
HARMLESS_MIGRATION = migration("SELECT 1")
NGINX_CONFIGURATION = {"nginx": "RUN echo 'add_header X-Test changed always;' >>/etc/toponaut/snippets/headers.conf"}
# Changes for which a container must be replaced. For nginx, a changed configuration would not be enough.
CHANGED_SERVERS = {
    "nginx": "RUN sed -i '2i true' /usr/local/bin/start",
    "redis": "RUN echo hz 11 >>/etc/redis/redis.conf",
    "postgres": "RUN echo work_mem = 3MB >>/etc/postgresql/postgresql.conf",
}
CONNECTION_ERRORS = {"ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected", "BrokenPipeError"}


@pytest.fixture(scope="module")
def deployment(images: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The release FIRST serves. The images of SECOND are on the server, as if another machine had built them."""
    new = Deployment(tmp_path_factory.mktemp("release"), PROJECT)
    with image_variants(FIRST), image_variants(SECOND, **dict.fromkeys(SERVERS, REBUILT)):
        try:
            new.down()
            copy_loaded_database(PROJECT)
            new.run_ok(f"make deploy TAG={FIRST}")
            yield new
        finally:
            new.down()


@pytest.fixture(scope="module")
def site(deployment: Deployment) -> Stack:
    return deployment.site


def server_ids(site: Stack) -> list[str]:
    return [site.container_id(service) for service in SERVERS]


def assert_nothing_lost(load: ConstantLoad) -> None:
    assert load.failed() == []
    assert load.closed_when_idle == 0


def test_deploy_loses_no_request(deployment: Deployment, site: Stack, report: Report) -> None:
    before = server_ids(site)
    with Drill(site, report, "A deploy", rate=FULL_RATE) as load:
        deployment.deploy(f"make deploy TAG={SECOND}", load)
    assert_nothing_lost(load)
    assert (deployment.serving_tag(), deployment.web_tags()) == (SECOND, [SECOND])
    assert server_ids(site) == before  # their files are equal, so they were not replaced
    assert f"\nTAG={SECOND}\n" in (deployment.folder / ".env").read_text()


def test_rollback_loses_no_request(deployment: Deployment, site: Stack, report: Report) -> None:
    with Drill(site, report, "A rollback", rate=FULL_RATE) as load:
        deployment.deploy("make rollback", load)
    assert_nothing_lost(load)
    assert (deployment.serving_tag(), deployment.web_tags()) == (FIRST, [FIRST])


@pytest.mark.drill
def test_new_secret_key_loses_no_request_and_ends_no_session(
    deployment: Deployment, site: Stack, report: Report
) -> None:
    run = deployment.run("make operator NAME=ada", answer=f"{PASSWORD}\n")
    assert run.returncode == 0, run.stdout
    session = {"Cookie": f"sessionid={cookies(sign_in(site, 'ada'))['sessionid']}"}
    before, key = site.container_id("web"), site.exec("web", "cat", "/run/secrets/secret_key").split()
    with Drill(site, report, "A new secret_key", rate=FULL_RATE) as load:
        deployment.deploy("make rotate SECRET=secret_key", load)
    assert_nothing_lost(load)
    assert site.container_id("web") != before
    new, old = site.exec("web", "cat", "/run/secrets/secret_key").split()
    assert [old] == key
    assert new != old
    assert request(site, "/dashboard/", headers=session).status == 200
    assert deployment.web_tags() == [FIRST]


@pytest.mark.parametrize(("fault", "step", "reason"), FAULTS)
def test_failed_deploy_changes_nothing(
    deployment: Deployment, site: Stack, report: Report, fault: dict[str, str], step: str, reason: str
) -> None:
    before = [site.container_id("web"), *server_ids(site)]
    with image_variants("bad", **fault), Drill(site, report, f"A deploy that fails at {step}") as load:
        run = deployment.run("READY_SECONDS=10 HEALTHY_SECONDS=10 make deploy TAG=bad")
    assert run.returncode != 0
    assert reason in run.stdout
    assert f'failed at step "{step}"' in run.stdout
    assert f"{FIRST} serves as before" in run.stdout
    assert_nothing_lost(load)
    assert (deployment.serving_tag(), deployment.web_tags()) == (FIRST, [FIRST])
    assert [site.container_id("web"), *server_ids(site)] == before
    site.wait_healthy(*SERVERS)


@pytest.mark.drill  # scripts/release/tests/test_deploy.py has the short form
@pytest.mark.parametrize(("fault", "reason"), BROKEN_GAMES)
def test_deploy_goes_back_if_a_quiz_cannot_be_played(
    deployment: Deployment, site: Stack, report: Report, fault: dict[str, str], reason: str
) -> None:
    """The drill checks that every saved play is there afterwards. Requests between cutover and return may fail."""
    before = [site.container_id("web"), *server_ids(site)]
    with image_variants("bad", **fault), Drill(site, report, "A deploy after which no quiz can be played"):
        run = deployment.run("make deploy TAG=bad")
    assert run.returncode != 0
    assert 'failed at step "check": bad serves, and the site does not work' in run.stdout
    assert reason in run.stdout
    assert f"{FIRST} serves as before" in run.stdout
    assert (deployment.serving_tag(), deployment.web_tags()) == (FIRST, [FIRST])
    assert [site.container_id("web"), *server_ids(site)] == before
    site.exec("postgres", "rm", "-rf", "/var/lib/postgresql/other")


@pytest.mark.parametrize(
    ("step", "interruption", "reason"),
    [
        # Just after the cutover, and while the new release starts
        ("accessories", signal.SIGHUP, "the connection was lost"),
        ("start", signal.SIGINT, "Ctrl-C"),
    ],
)
@pytest.mark.drill  # scripts/release/tests/test_deploy.py has the short form
def test_interrupted_deploy_restores_the_old_release(
    deployment: Deployment, site: Stack, report: Report, step: str, interruption: signal.Signals, reason: str
) -> None:
    before = [site.container_id("web"), *server_ids(site)]
    with Drill(site, report, f"A deploy interrupted at {step}") as load:
        output = deployment.signal_at_step(f"make deploy TAG={SECOND}", step, interruption)
    assert_nothing_lost(load)
    assert f'failed at step "{step}": ' in output
    assert reason in output
    assert f"{FIRST} serves as before" in output
    assert (deployment.serving_tag(), deployment.web_tags()) == (FIRST, [FIRST])
    assert [site.container_id("web"), *server_ids(site)] == before


@pytest.mark.drill  # scripts/release/tests/test_deploy.py has the short form, with every step
def test_killed_deploy_can_be_repeated(deployment: Deployment, site: Stack, report: Report) -> None:
    """Killed at the steps that leave something behind: a prepare container, a moved link, replaced sidecars."""
    command = f"make deploy TAG={SECOND}"
    with Drill(site, report, "A deploy that is killed again and again") as load:
        for step in ("prepare", "cutover", "accessories"):
            deployment.signal_at_step(command, step, signal.SIGKILL)
        deployment.run_ok(command)
    assert_nothing_lost(load)
    assert (deployment.serving_tag(), deployment.web_tags()) == (SECOND, [SECOND])
    leftover = docker("ps", "--all", "--format", "{{.Names}}", "--filter", f"name={PROJECT}-prepare")
    assert leftover == ""


@pytest.mark.drill
@pytest.mark.alone  # the engine restarts
def test_reboot_in_the_middle_of_a_deploy_brings_the_old_release_back(deployment: Deployment, site: Stack) -> None:
    """Killed after the cutover, when both containers run and the sidecars are already replaced."""
    current = deployment.serving_tag()
    (other,) = {FIRST, SECOND} - {current}
    deployment.signal_at_step(f"make deploy TAG={other}", "check", signal.SIGKILL)
    run_engine_script("stop")
    run_engine_script("start")
    wait_for_ok(site, f"{MATCH_PATH}Paris&n={time.time_ns()}")
    assert deployment.serving_tag() == current
    assert deployment.run_ok("make releases").endswith(f"\n{current} serves now\n")
    deployment.run_ok(f"make deploy TAG={other}")
    assert (deployment.serving_tag(), deployment.web_tags()) == (other, [other])
    site.wait_healthy()


@pytest.mark.drill  # scripts/release/tests/test_deploy.py has the short form
def test_only_one_checkout_changes_the_stack_at_a_time(deployment: Deployment) -> None:
    second = Deployment(deployment.folder.parent / "second", PROJECT)
    shutil.copy(deployment.folder / ".env", second.folder / ".env")
    with deployment.start(f"make deploy TAG={FIRST}") as process:
        assert process.stdout
        assert "── preflight\n" in iter(process.stdout.readline, "")
        others = [second.start(f"{command} TAG={SECOND}") for command in ("make deploy", "make up")]
        outputs = [other.communicate()[0] for other in others]
        process.stdout.read()
    assert ["Another deploy or rollback is running here" in output for output in outputs] == [True, True]
    assert [other.returncode for other in (process, *others)] == [0, 2, 2]
    assert (deployment.serving_tag(), deployment.web_tags()) == (FIRST, [FIRST])


@pytest.mark.drill  # test_compose_release is the short form
def test_compose_up_can_release_too(deployment: Deployment) -> None:
    """Compose manages what a deploy has started. The next drill deploys over what Compose starts here."""
    deployment.run_ok(f"TAG={FIRST} docker compose up -d --wait")
    assert (deployment.serving_tag(), deployment.web_tags()) == (FIRST, [FIRST])


@pytest.mark.drill  # test_nginx_reconfiguration is the short form
@pytest.mark.alone  # the number of lost requests depends on how busy the machine is
def test_changed_nginx_configuration_is_loaded_without_a_gap(
    deployment: Deployment, site: Stack, report: Report
) -> None:
    """nginx closes idle connections when it reloads; a request that a client sends at that moment is lost."""
    current, before = deployment.serving_tag(), server_ids(site)
    with (
        image_variants("reconfigured", **NGINX_CONFIGURATION),
        Drill(site, report, "A changed configuration of nginx", rate=FULL_RATE) as load,
    ):
        output = deployment.deploy("make deploy TAG=reconfigured", load)
        assert "the configuration of nginx changes in reconfigured" in output
        assert response_header(site) == "changed"
        deployment.run_ok(f"make rollback TAG={current}")  # a release by Compose is not in the history
        assert response_header(site) is None
    assert (deployment.serving_tag(), deployment.web_tags()) == (current, [current])
    assert server_ids(site) == before
    assert {one.failure for one in load.failed()} <= CONNECTION_ERRORS - {"ConnectionRefusedError"}
    assert len(load.failed()) <= 4


def response_header(site: Stack) -> str | None:
    return request(site, "/").headers.get("X-Test")


@pytest.mark.drill
def test_deploy_over_https_loses_no_request(
    deployment: Deployment, site: Stack, report: Report, tmp_path: Path
) -> None:
    """Nor does a rollback. The operator's `make tls` has got the certificate, from a real ACME server."""
    current, dotenv, port = deployment.serving_tag(), deployment.folder / ".env", free_port()
    (other,) = {FIRST, SECOND} - {current}
    before = dotenv.read_text()
    settings = f"ALLOWED_HOSTS=127.0.0.1,localhost\nACME_DIRECTORY={DIRECTORY}\nACME_CA_FILE={CA_FILE}\n"
    try:
        with acme_server_beside(site, tmp_path) as acme_server:
            dotenv.write_text(f"{before}{settings}")
            output = deployment.run_ok(f"HTTP_PORT={site.port} HTTPS_PORT={port} make tls DOMAIN={DOMAIN}")
            assert f"The site is at https://{DOMAIN}" in output
            assert request(site, "/").status == 308
            root = acme_server.root()
            issued = trusted_certificate(port, root)
            for command, tag in ((f"make deploy TAG={other}", other), ("make rollback", current)):
                with Drill(site, report, f"{command.split()[1]} over HTTPS", https_port=port) as load:
                    deployment.deploy(command, load)
                assert_nothing_lost(load)
                assert deployment.web_tags() == [tag]
                assert trusted_certificate(port, root) == issued
    finally:
        dotenv.write_text(before)
        deployment.run_ok("docker compose up -d --wait nginx acme monitor")
    assert deployment.serving_tag() == current


def trusted_certificate(port: int, root: str) -> int:
    """The serial number of the served certificate, which leads to `root`."""
    with closing(DomainConnection(port, root)) as connection:
        return connection.certificate().serial_number


@pytest.mark.drill  # scripts/release/tests has the short forms
def test_changed_servers_interrupt_briefly_and_rollback_over_a_migration_needs_unsafe(
    deployment: Deployment, site: Stack, report: Report
) -> None:
    """Two containers cannot share a port or a database directory, so each is stopped before its successor starts.

    Meanwhile connections are cut or refused, or get 503; no response is wrong. Must be the last test: the migration
    stays.
    """
    current, before = deployment.serving_tag(), server_ids(site)
    with image_variants("changed", **CHANGED_SERVERS, **HARMLESS_MIGRATION):
        with Drill(site, report, "Changed nginx, Redis and PostgreSQL", rate=FULL_RATE) as load:
            deployment.deploy("make deploy TAG=changed", load)
        assert not set(server_ids(site)) & set(before)
        assert sql(site, "SHOW work_mem") == "3MB"
        # 429: what could not be sent meanwhile is sent at once afterwards, faster than one address may.
        assert {one.failure for one in load.failed()} <= CONNECTION_ERRORS | {"503", "429"}

        refused = deployment.run(f"make rollback TAG={current}")  # a release by Compose is not in the history
        assert refused.returncode != 0
        assert f"{current} may not work with the tables of changed" in refused.stdout
        assert "plays.9999_one_more" in refused.stdout
        assert (deployment.serving_tag(), deployment.web_tags()) == ("changed", ["changed"])

        deployment.run_ok(f"UNSAFE=1 make rollback TAG={current}")
        assert (deployment.serving_tag(), deployment.web_tags()) == (current, [current])
        assert sql(site, "SHOW work_mem") != "3MB"
    site.wait_healthy(*SERVERS)
