"""A server that is deployed to by its own commands, and drills: load all the while, and what it came to."""

import os
import signal
from pathlib import Path

from tests.stack.harness.changes import sql
from tests.stack.harness.checkout import Checkout
from tests.stack.harness.constant_load import TABLE_HEADS, ConstantLoad, peak_megabytes, row
from tests.stack.harness.docker import docker
from tests.stack.harness.figures import Report
from tests.stack.harness.http import request
from tests.stack.harness.stack import Stack, free_port, make_secrets, wait_until

PEAK_MB = 900  # both releases up, on a machine with 1 GB


class Deployment(Checkout):
    """`site`: the same, as the other drills know a stack."""

    def __init__(self, folder: Path, project: str) -> None:
        super().__init__(folder / "toponaut", project)
        self.site = Stack(project, folder / "site")
        self.site.port = free_port()
        settings = {"HTTP_PORT": str(self.site.port), "SECRETS_DIR": str(make_secrets(folder / "secrets"))}
        # One address asks for all.
        self.write_env(self.folder / ".env", settings | {"RATE_LIMIT": "1000", "RATE_BURST": "1000"})
        self.environ["NO_BACKUP"] = "1"

    def deploy(self, command: str, steady: ConstantLoad) -> str:
        """What it said; it must go well. `steady` is told when the switch began and ended."""
        said = []
        with self.start(command) as process:
            assert process.stdout
            for line in process.stdout:
                said.append(line)
                if line.startswith(("── switch", "── record")):
                    steady.switch.append(steady.now)
        assert process.returncode == 0, "".join(said)
        return "".join(said)

    def signal_at_step(self, command: str, step: str, by: signal.Signals) -> str:
        """Signal the command and all its children as soon as it says that it is at this step; what it said."""
        with self.start(command) as process:
            assert process.stdout
            said = []
            for line in process.stdout:
                said.append(line)
                if line.startswith(f"── {step}"):
                    break
            assert said[-1].startswith(f"── {step}"), "".join(said)
            os.killpg(process.pid, by)
            said += process.stdout
        return "".join(said)

    def down(self) -> None:
        self.run("scripts/stack/down.sh --volumes --timeout 5")

    def web_tags(self) -> list[str]:
        """The tags of the web containers that there are, running or not."""
        labels = {"project": self.site.project, "service": "web"}
        words = [f"--filter=label=com.docker.compose.{name}={value}" for name, value in labels.items()]
        return [image.rpartition(":")[2] for image in docker("ps", "--all", "--format", "{{.Image}}", *words).split()]

    def serving_tag(self) -> str:
        return str(request(self.site, "/readyz").json["release"])


class Drill:
    """Load for the length of a block; then figures, and every play that was said to be saved must be there."""

    def __init__(self, site: Stack, report: Report, title: str) -> None:
        self.site, self.report, self.title = site, report, title
        self.steady = ConstantLoad(site.port)

    def __enter__(self) -> ConstantLoad:
        self._peak = peak_megabytes(self.site.project)
        self.megabytes = self._peak.__enter__()
        self.steady.__enter__()
        wait_until(lambda: self.steady.now > 2, "no time passes")
        return self.steady

    def __exit__(self, *problem: object) -> None:
        if not problem[0]:
            wait_until(lambda end=self.steady.now: self.steady.now > end + 2, "no time passes")  # type: ignore[misc]
        self.steady.__exit__()
        self._peak.__exit__(None, None, None)
        self._report()
        ids = ",".join(f"'{play}'" for play in self.steady.saved)
        assert int(sql(self.site, f"SELECT count(*) FROM plays_play WHERE id IN ({ids})")) == len(self.steady.saved)
        assert self.steady.saved
        assert self.megabytes[0] < PEAK_MB

    def _report(self) -> None:
        rows = [row("all the while", self.steady.sent)]
        if len(self.steady.switch) == 2:
            began, ended = self.steady.switch
            rows.append(row("during the switch", [one for one in self.steady.sent if began <= one.at <= ended]))
        self.report.add(self.title, TABLE_HEADS, rows)
        more: list[list[object]] = [["MB held by the stack at most", f"{self.megabytes[0]:.0f}"],
                ["kept connections closed at rest", self.steady.closed]]  # fmt: skip
        self.report.add("The stack meanwhile", ["", ""], more)
