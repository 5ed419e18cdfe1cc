"""A server with its checkout, on which `make deploy` runs, and drills: constant load, figures, checks."""

import os
import signal
from pathlib import Path

from tests.stack.harness.changes import sql
from tests.stack.harness.checkout import Checkout
from tests.stack.harness.constant_load import RATE, TABLE_HEADS, ConstantLoad, peak_megabytes, table_row
from tests.stack.harness.docker import docker
from tests.stack.harness.http import request
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack, free_port, make_secrets, wait_until

MAX_MB = 900  # with both releases running, on a machine with 1 GB


class Deployment(Checkout):
    """`site`: the stack that the checkout's commands control."""

    def __init__(self, folder: Path, project: str) -> None:
        super().__init__(folder / "toponaut", project)
        self.site = Stack(project, folder / "site")
        self.site.port = free_port()
        settings = {"HTTP_PORT": str(self.site.port), "SECRETS_DIR": str(make_secrets(folder / "secrets"))}
        # All requests of the load come from one address.
        limits = {"RATE_LIMIT": "1000", "RATE_BURST": "1000", "MAX_DAILY_PLAYS_PER_ADDRESS": "1000000"}
        self.write_env(self.folder / ".env", settings | limits)
        self.environ["NO_BACKUP"] = "1"

    def deploy(self, command: str, load: ConstantLoad) -> str:
        """The output of a command that must succeed. `load` notes when the cutover began and ended."""
        output = []
        with self.start(command) as process:
            assert process.stdout
            for line in process.stdout:
                output.append(line)
                if line.startswith(("── cutover", "── record")):
                    load.cutover.append(load.now)
        assert process.returncode == 0, "".join(output)
        return "".join(output)

    def signal_at_step(self, command: str, step: str, by: signal.Signals) -> str:
        """Send a signal to the command and its children when it prints that this step begins. Returns the output."""
        with self.start(command) as process:
            assert process.stdout
            output = []
            for line in process.stdout:
                output.append(line)
                if line.startswith(f"── {step}"):
                    break
            assert output[-1].startswith(f"── {step}"), "".join(output)
            os.killpg(process.pid, by)
            output += process.stdout
        return "".join(output)

    def down(self) -> None:
        self.run("scripts/stack/stack.sh down --volumes --timeout 5")

    def web_tags(self) -> list[str]:
        """The image tags of all web containers, running or not."""
        labels = {"project": self.site.project, "service": "web"}
        words = [f"--filter=label=com.docker.compose.{name}={value}" for name, value in labels.items()]
        return [image.rpartition(":")[2] for image in docker("ps", "--all", "--format", "{{.Image}}", *words).split()]

    def serving_tag(self) -> str:
        return str(request(self.site, "/readyz").json["release"])


class Drill:
    """Constant load during a block. Then prints figures, and checks that every saved play is in the database."""

    def __init__(self, site: Stack, report: Report, title: str, *, rate: int = RATE, https_port: int = 0) -> None:
        self.site, self.report, self.title = site, report, title
        self.load = ConstantLoad(https_port or site.port, rate, https=bool(https_port))

    def __enter__(self) -> ConstantLoad:
        self._peak = peak_megabytes(self.site.project)
        self.megabytes = self._peak.__enter__()
        self.load.__enter__()
        wait_until(lambda: self.load.now > 2, "no time passes")
        return self.load

    def __exit__(self, *problem: object) -> None:
        if not problem[0]:
            wait_until(lambda end=self.load.now: self.load.now > end + 2, "no time passes")  # type: ignore[misc]
        self.load.__exit__()
        self._peak.__exit__(None, None, None)
        self._report()
        ids = ",".join(f"'{play}'" for play in self.load.saved)
        assert int(sql(self.site, f"SELECT count(*) FROM plays_play WHERE id IN ({ids})")) == len(self.load.saved)
        assert self.load.saved
        assert self.megabytes[0] < MAX_MB

    def _report(self) -> None:
        rows = [table_row("whole drill", self.load.sent)]
        if len(self.load.cutover) == 2:
            began, ended = self.load.cutover
            rows.append(table_row("during the cutover", [one for one in self.load.sent if began <= one.at <= ended]))
        self.report.add(self.title, TABLE_HEADS, rows)
        more: list[list[object]] = [["peak MB of the stack", f"{self.megabytes[0]:.0f}"],
                ["idle connections closed by the server", self.load.closed_when_idle]]  # fmt: skip
        self.report.add("The stack during the drill", ["", ""], more)
