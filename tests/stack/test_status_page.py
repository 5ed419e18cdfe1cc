"""The status page on the running stack: the monitor's image writes and uploads it, and nginx serves it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.fake_s3 import BUCKET, client, object_keys, s3_server
from tests.stack.harness.backup import bucket_environ
from tests.stack.harness.http import SECURITY_HEADERS, request
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack

STATE = "/tmp/status-test"  # noqa: S108 - in the container: the state of its own rounds stays as it is
MAX_JOB_MB = 40  # of the container's 64; curl needs 12 beside it
# Publishes, and prints the peak memory of Python in KB, and the processor's seconds with those of curl.
MEASURED_PUBLISH = """
import resource
from toponaut_monitor.__main__ import main
if status := main(["publish"]): raise SystemExit(status)
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(usage[0].ru_maxrss, sum(one.ru_utime + one.ru_stime for one in usage))
"""


@dataclass
class StagingMonitor:
    """The sidecar's container, with the settings that compose.staging.yaml gives it."""

    stack: Stack
    environ: dict[str, str]

    def run(self, *words: str, **environ: str) -> str:
        variables = [word for name, value in (self.environ | environ).items() for word in ("--env", f"{name}={value}")]
        return self.stack.compose("exec", "--no-TTY", *variables, "monitor", *words)


@pytest.fixture
def bucket_port() -> Iterator[int]:
    with s3_server() as port:
        yield port


@pytest.fixture
def staging_monitor(stack: Stack, bucket_port: int) -> Iterator[StagingMonitor]:
    """It watches a site whose machine is gone: nobody answers at its name."""
    endpoint = bucket_environ(stack, bucket_port)["BACKUP_ENDPOINT"]
    environ = {
        "MONITOR_URLS": "https://toponaut.invalid/|Toponaut",
        "MONITOR_RETRY_SECONDS": "0",
        "MONITOR_PROBES": endpoint.removeprefix("http://"),  # so its own network counts as up
        "MONITOR_DIR": STATE,
        "STATUS_PAGE": "other-machine",
        "STATUS_BUCKET": BUCKET,
        "STATUS_ENDPOINT": endpoint,
    }
    monitor = StagingMonitor(stack, environ)
    monitor.run("mkdir", "-p", STATE)
    yield monitor
    monitor.run("rm", "-r", STATE)
    monitor.run("monitor", "startup", STATUS_PAGE="")


def test_status_page_stands_while_the_site_is_down(
    stack: Stack, staging_monitor: StagingMonitor, bucket_port: int, report: Report
) -> None:
    assert request(stack, "/status/").status == 404
    staging_monitor.run("monitor", "watch")
    used = staging_monitor.run("python", "-c", MEASURED_PUBLISH).split()
    page = request(stack, "/status/")
    assert page.status == 200
    assert b"<h1>Toponaut is down</h1>" in page.body
    assert b"toponaut.invalid had a name that DNS did not know" in page.body
    assert set(page.headers) >= SECURITY_HEADERS | {"X-Request-Id"}
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "public, max-age=60"
    found = {path: request(stack, f"/status/{path}") for path in ("status.css", "status.json", "nothing", "../status/")}
    assert [one.status for one in found.values()] == [200, 200, 404, 200]
    assert found["status.css"].headers["Content-Type"].startswith("text/css")
    assert json.loads(found["status.json"].body)["addresses"][0]["state"] == "down"

    assert object_keys(bucket_port) == ["index.html", "status.css", "status.json"]
    uploaded = client(bucket_port).get_object(Bucket=BUCKET, Key="index.html")
    assert uploaded["Body"].read() == page.body
    assert uploaded["ContentType"] == "text/html; charset=utf-8"

    kilobytes, cpu_seconds = used
    report.add("Status page", ["MB of Python", "CPU seconds"], [[f"{int(kilobytes) / 1024:.0f}", cpu_seconds[:4]]])
    assert int(kilobytes) / 1024 < MAX_JOB_MB
    staging_monitor.run("monitor", "startup", STATUS_PAGE="")
    assert request(stack, "/status/").status == 404
