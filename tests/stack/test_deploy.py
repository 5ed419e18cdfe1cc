"""`make deploy` and `make rollback` under load: a release takes over, or changes nothing, and no request is lost.

Each drill sends 200 requests a second all the while. A stack of its own, from an operator's checkout.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.asking import ask
from tests.stack.changed import sql
from tests.stack.checkout import Checkout
from tests.stack.engine import docker
from tests.stack.figures import Report
from tests.stack.releases import tagged
from tests.stack.stack import Stack, free_port, make_secrets, until
from tests.stack.steady import HEADS, Steady, peak_megabytes, row

PROJECT = "toponaut-test-deploy"
PEAK_MB = 900  # both releases up, on a machine with 1 GB
ONE, TWO = "d1", "d2"

NEVER_READY = "RUN echo 'PARTS[\"cache\"] = lambda: False' >>config/health.py"
BAD_MIGRATION = r"""
RUN printf 'from django.db import migrations\nclass Migration(migrations.Migration):\n\
    dependencies = [("plays", "0001_initial")]\n    operations = [migrations.RunSQL("SELECT failed_on_purpose")]\n' \
    >plays/migrations/0002_bad.py
"""


class Deployment(Checkout):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "toponaut", PROJECT)
        self.port = free_port()
        settings = {"HTTP_PORT": str(self.port), "SECRETS_DIR": str(make_secrets(folder / "secrets"))}
        # One address asks for all.
        self.configured(self.folder / ".env", settings | {"RATE_LIMIT": "1000", "RATE_BURST": "1000"})
        self.environ["NO_BACKUP"] = "1"

    def deploy(self, command: str, steady: Steady | None = None) -> None:
        """It must go well. `steady` is told when the switch began and ended."""
        said = []
        with self.start(command) as process:
            assert process.stdout
            for line in process.stdout:
                said.append(line)
                if steady and line.startswith(("── switch", "── record")):
                    steady.switch.append(steady.now)
        assert process.returncode == 0, "".join(said)

    def kill_at(self, command: str, step: str) -> None:
        """SIGKILL to the command and all its children as soon as it says that it is at this step."""
        with self.start(command) as process:
            assert process.stdout
            said = []
            for line in process.stdout:
                said.append(line)
                if line.startswith(f"── {step}"):
                    break
            assert said[-1].startswith(f"── {step}"), "".join(said)
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def here(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Release ONE serves, and TWO's images are there. `stack`: it has built the images."""
    found = Deployment(tmp_path_factory.mktemp("deploy"))
    with tagged(ONE), tagged(TWO):
        try:
            found.types("services/dev/down.sh --volumes --timeout 5")
            found.deploy(f"make deploy TAG={ONE}")
            yield found
        finally:
            found.types("services/dev/down.sh --volumes --timeout 5")


@pytest.fixture(scope="module")
def site(here: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """The same, as the other drills know a stack."""
    found = Stack(PROJECT, tmp_path_factory.mktemp("site"))
    found.port = here.port
    return found


def web(site: Stack) -> list[str]:
    """The tags of the web containers that there are, running or not."""
    filters = [f"label=com.docker.compose.project={PROJECT}", "label=com.docker.compose.service=web"]
    words = [word for one in filters for word in ("--filter", one)]
    return [image.rpartition(":")[2] for image in docker("ps", "--all", "--format", "{{.Image}}", *words).split()]


def serves(site: Stack) -> str:
    return str(ask(site, "/readyz").json["release"])


def drill(site: Stack, report: Report, title: str) -> "Drill":
    return Drill(site, report, title)


class Drill:
    """Load for the length of a block; then figures, and every play that was said to be saved must be there."""

    def __init__(self, site: Stack, report: Report, title: str) -> None:
        self.site, self.report, self.title = site, report, title
        self.steady = Steady(site.port)

    def __enter__(self) -> Steady:
        self._peak = peak_megabytes(PROJECT)
        self.megabytes = self._peak.__enter__()
        self.steady.__enter__()
        until(lambda: self.steady.now > 2, "no time passes")
        return self.steady

    def __exit__(self, *problem: object) -> None:
        if not problem[0]:
            until(lambda end=self.steady.now: self.steady.now > end + 2, "no time passes")  # type: ignore[misc]
        self.steady.__exit__()
        self._peak.__exit__(None, None, None)
        rows = [row("all the while", self.steady.sent)]
        if len(self.steady.switch) == 2:
            began, ended = self.steady.switch
            rows.append(row("during the switch", [one for one in self.steady.sent if began <= one.at <= ended]))
        self.report.add(self.title, HEADS, rows)
        self.report.add("Memory", ["", "MB"], [["the stack's peak", f"{self.megabytes[0]:.0f}"]])
        ids = ",".join(f"'{play}'" for play in self.steady.saved)
        assert int(sql(self.site, f"SELECT count(*) FROM plays_play WHERE id IN ({ids})")) == len(self.steady.saved)
        assert self.steady.saved
        assert self.megabytes[0] < PEAK_MB


def test_a_release_takes_over_and_no_request_is_lost(here: Deployment, site: Stack, report: Report) -> None:
    with drill(site, report, "A release") as steady:
        here.deploy(f"make deploy TAG={TWO}", steady)
    assert steady.failed() == []
    assert (serves(site), web(site)) == (TWO, [TWO])
    assert f"\nTAG={TWO}\n" in (here.folder / ".env").read_text()


def test_a_rollback_loses_none_either(here: Deployment, site: Stack, report: Report) -> None:
    with drill(site, report, "A rollback") as steady:
        here.deploy("make rollback", steady)
    assert steady.failed() == []
    assert (serves(site), web(site)) == (ONE, [ONE])


@pytest.mark.parametrize(
    ("fault", "step", "reason"),
    [(NEVER_READY, "start", "was not ready after 10 s"), (BAD_MIGRATION, "prepare", "failed_on_purpose")],
    ids=["never ready", "migration fails"],
)
def test_a_release_that_fails_changes_nothing(
    here: Deployment, site: Stack, report: Report, fault: str, step: str, reason: str
) -> None:
    before = site.inspect("web")["Id"]
    with tagged("bad", fault), drill(site, report, f"A release that fails at {step}") as steady:
        run = here.types("READY_SECONDS=10 make deploy TAG=bad")
    assert run.returncode != 0
    assert reason in run.stdout
    assert f'failed at step "{step}"' in run.stdout
    assert f"{ONE} serves as before" in run.stdout
    assert steady.failed() == []
    assert (serves(site), web(site), site.inspect("web")["Id"]) == (ONE, [ONE], before)


def test_a_release_with_another_nginx_costs_a_moment(here: Deployment, site: Stack, report: Report) -> None:
    """Two cannot hold one port. Kept connections are closed and new ones refused; nobody is answered wrongly."""
    before = serves(site)
    with (
        tagged("front", nginx="RUN echo >>/etc/nginx/site.conf.template"),
        drill(site, report, "Another nginx") as steady,
    ):
        here.deploy("make deploy TAG=front", steady)
        here.deploy("make rollback")
    kinds = {one.outcome for one in steady.failed()}
    assert kinds <= {"ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected", "BrokenPipeError"}
    assert serves(site) == before


def test_one_that_is_killed_is_run_again(here: Deployment, site: Stack, report: Report) -> None:
    """Where something is left: a container that prepares, a link that moved, sidecars. Every step: release/tests."""
    command = f"make deploy TAG={TWO}"
    with drill(site, report, "A release that is killed half-way, again and again") as steady:
        for step in ("prepare", "switch", "others"):
            here.kill_at(command, step)
        here.deploy(command)
    assert len(steady.failed()) == 0
    assert (serves(site), web(site)) == (TWO, [TWO])
    left = docker("ps", "--all", "--format", "{{.Names}}", "--filter", f"name={PROJECT}-prepare")
    assert left == ""


def test_compose_alone_goes_on_from_there(here: Deployment, site: Stack) -> None:
    """What a deploy has started is what Compose manages: it makes the one web container anew, and a deploy goes on."""
    here.deploy(f"TAG={ONE} docker compose up -d --wait")
    assert (serves(site), web(site)) == (ONE, [ONE])
    here.deploy(f"make deploy TAG={TWO}")
    assert (serves(site), web(site)) == (TWO, [TWO])
