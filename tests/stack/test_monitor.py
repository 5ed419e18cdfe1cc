"""The sidecar on the running stack: rounds and rows from real requests, alerts, restarts, and what it holds."""

import json
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.compose_config import compose_config
from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.measurements import Report, megabytes
from tests.stack.harness.stack import Stack, wait_until
from toponaut_monitor.timestamps import format_timestamp

STATE = "/var/lib/toponaut-monitor"
LOGS = "/var/log/toponaut"
OLD, BUSY = (f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%dT%H}" for days in (3, 4))  # hours that are over
HOUR_LINES = 324_000  # an hour of 90 requests a second: the long form
SHORT_LINES = 30_000
IDLE_MB, JOB_MB, JOB_SECONDS = 5, 64, 10
ANSWERED = {200, 304}  # anew, or as the browser has it
FAST = {"MONITOR_SECONDS": "5", "MONITOR_RETRY_SECONDS": "0"}


def monitor(stack: Stack, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """`monitor …` in the sidecar; how it ended and what it said."""
    variables = [word for name, value in environ.items() for word in ("--env", f"{name}={value}")]
    command = ["docker", "exec", *variables, stack.container_id("monitor"), "monitor", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def csv(stack: Stack, kind: str) -> list[dict[str, str]]:
    """All rows of a kind."""
    text = stack.exec("monitor", "sh", "-c", f"cat {STATE}/{kind}-*.csv 2>/dev/null", check=False)
    heads, rows = [], []
    for line in text.splitlines():
        cells = line.split(",")
        if cells[0] in {"at", "hour"}:
            heads = cells
        else:
            rows.append(dict(zip(heads, cells, strict=False)))
    return rows


def status(stack: Stack) -> Any:
    return json.loads(stack.exec("monitor", "cat", f"{STATE}/status.json", check=False) or "{}")


_GENERATE = f"""
import json, sys
line = {{"time": "", "request_id": "0" * 32, "method": "GET", "host": "h", "protocol": "HTTP/1.1", "status": 200,
        "referrer": "https://example.org/a", "release": "test"}}
with open("{LOGS}/access-{BUSY}.jsonl", "w") as file:
    for n in range(int(sys.argv[1])):
        agent = f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{{n % 40}}.0.0.0 Safari/537.36"
        file.write(json.dumps(line | {{"address": f"10.{{n % 7}}.{{n // 7 % 256}}.{{n % 251}}", "agent": agent,
            "uri": f"/api/v1/quizzes/world/match?name=n{{n}}", "bytes": n % 900, "seconds": n % 300 / 1000,
            "upstream_seconds": f"{{n % 300 / 1000:.3f}}" if n % 3 else "", "cache": "MISS" if n % 3 else "HIT",
        }}) + "\\n")
"""
# From the container's own control group (version 1 or 2): what its processes hold, not what the kernel kept of files;
# then the seconds that it had a core for, and the row.
_WATCHED = f"""
monitor count >/dev/null & job=$!
cd /sys/fs/cgroup
while kill -0 $job 2>/dev/null; do
  awk '$1 == "total_rss" || $1 == "anon" {{ print $2 }}' memory/memory.stat memory.stat
  sleep 0.2
done 2>/dev/null
awk 'NF == 1 {{ print $1 / 1e9 }} $1 == "usage_usec" {{ print $2 / 1e6 }}' cpuacct/cpuacct.usage cpu.stat 2>/dev/null
tail -n 1 {STATE}/hours-*.csv
"""


@pytest.fixture(params=[SHORT_LINES, pytest.param(HOUR_LINES, marks=pytest.mark.drill)])
def lines(request: pytest.FixtureRequest) -> int:
    """Lines in the log of an hour."""
    number: int = request.param
    return number


@pytest.fixture
def busy(stack: Stack, lines: int) -> Iterator[tuple[str, ...]]:
    """An hour's log in a volume of its own, and how to run the monitor's image beside it as Compose does."""
    image, volume = stack.inspect("monitor")["Config"]["Image"], f"{stack.project}_busy"
    docker("volume", "create", volume)
    docker(
        "run", "--rm", "--user", "10002", "--volume", f"{volume}:{LOGS}", image, "python", "-c", _GENERATE, str(lines)
    )
    limits = ("--memory", str(stack.inspect("monitor")["HostConfig"]["Memory"]), "--tmpfs", f"{STATE}:uid=10006")
    yield "run", "--rm", *limits, "--volume", f"{volume}:{LOGS}:ro", image
    docker("volume", "rm", volume)


def test_counting_an_hour_of_requests(stack: Stack, busy: tuple[str, ...], lines: int, report: Report) -> None:
    begun = time.monotonic()
    *held, used, row = docker(*busy, "sh", "-c", _WATCHED).split()
    took, peak, idle = time.monotonic() - begun, max(map(int, held)) / 1e6, megabytes(stack, "monitor")["monitor"]
    rows = [["idle", f"{idle:.1f}", "", ""], ["counting", f"{peak:.1f}", f"{took:.1f}", f"{float(used):.1f}"]]
    report.add(f"The monitor, {lines:,} lines", ["", "MB", "s", "of a core"], rows)
    assert row.split(",")[1] == str(lines)
    assert row.split(",")[12] == "149"  # ms
    assert idle < IDLE_MB
    assert peak < JOB_MB
    assert float(used) < JOB_SECONDS  # of a core: other work on this machine does not count


@pytest.fixture(scope="module")
def fast(stack: Stack) -> Iterator[Stack]:
    """Rounds every five seconds, of which one is waited for: whatever the drills before this one have left."""
    with reconfigured(stack, "monitor", **FAST):
        begun = format_timestamp(datetime.now(UTC))
        wait_until(lambda: status(stack).get("at", "") > begun, "no round has been written down")
        yield stack


def test_start_message_says_where_alerts_go(fast: Stack) -> None:
    said = fast.output("monitor")
    assert "monitor: watching http://nginx:8080/, http://nginx:8080/readyz every 5 s." in said
    assert said.count("no SMS is configured, so alerts go to the log and the dashboard only") == 1


def test_healthy_stack_has_no_down_alert(fast: Stack) -> None:
    assert [target["state"] for target in status(fast)["targets"]] == ["up", "up"]
    assert [alert["key"] for alert in status(fast)["alerts"] if alert["key"].startswith("down")] == []
    assert [(row["ok"], row["status"]) for row in csv(fast, "uptime")[-2:]] == [("1", "200")] * 2
    assert int(csv(fast, "host")[-1]["memory_total_mb"]) > 500


def test_requests_are_counted_in_their_hour(fast: Stack) -> None:
    """Their log, under the name of an hour that is over."""
    agent = {"User-Agent": "Mozilla/5.0 (X11) Firefox/140.0", "Referer": "https://news.example/"}
    for path in ("/quizzes/us", f"{MATCH}Paris", f"{MATCH}Qxzqv", "/nothing"):
        request(fast, path, headers=agent)
    fast.exec("nginx", "sh", "-c", f"cd {LOGS}; cat access-*.jsonl >copy; mv copy access-{OLD}.jsonl")
    try:
        lines = [json.loads(line) for line in fast.exec("nginx", "cat", f"{LOGS}/access-{OLD}.jsonl").splitlines()]
        wait_until(
            lambda: [row for row in csv(fast, "hours") if row["hour"].startswith(OLD)], "the hour was not counted"
        )
    finally:
        fast.exec("nginx", "rm", "-f", f"{LOGS}/access-{OLD}.jsonl")
    (row,) = [row for row in csv(fast, "hours") if row["hour"].startswith(OLD)]
    assert (int(row["requests"]), row["unreadable"]) == (len(lines), "0")
    assert int(row["guesses"]) == sum("/match?" in line["uri"] and line["status"] in ANSWERED for line in lines) > 0
    assert int(row["bytes"]) == sum(line["bytes"] for line in lines)
    assert int(row["bots"]) >= 2  # the monitor itself
    tops = {(top["kind"], top["name"]) for top in csv(fast, "tops")}
    assert {("page", "/quizzes/us"), ("quiz", "world"), ("referrer", "news.example")} <= tops


def test_each_log_file_holds_lines_of_one_hour(fast: Stack) -> None:
    """What counting by files stands on."""
    for name in fast.exec("nginx", "sh", "-c", f"ls {LOGS}").split():
        lines = fast.exec("nginx", "cat", f"{LOGS}/{name}").splitlines()
        assert {f"access-{json.loads(line)['time'][:13]}.jsonl" for line in lines} <= {name}


def test_report_shows_the_current_hour(fast: Stack) -> None:
    shown = monitor(fast, "report")
    assert shown.returncode == 0, shown.stderr
    assert "this hour so far" in shown.stdout
    assert "together" in shown.stdout


def test_outage_is_logged_once_even_if_the_monitor_is_killed(fast: Stack) -> None:
    alert = "monitor: ALERT http://nginx:8080/readyz is down: status 503"
    with fast.stopped("redis"):
        wait_until(lambda: alert in fast.output("monitor"), "the log does not tell of it")
        fast.kill("monitor")
        wait_until(lambda: fast.output("monitor").count("monitor: watching") == 2, "it did not come back")
        rounds = len(csv(fast, "uptime"))
        wait_until(lambda: len(csv(fast, "uptime")) > rounds + 2, "there was no other round")
        assert [one["key"] for one in status(fast)["alerts"] if one["key"].startswith("down")] == [
            "down:http://nginx:8080/readyz"
        ]
    over = "monitor: ALERT http://nginx:8080/readyz is up again, after "
    wait_until(lambda: over in fast.output("monitor"), "the log does not tell of its end")
    assert fast.output("monitor").count(alert) == 1


def test_third_restart_of_a_container_is_an_alert(fast: Stack) -> None:
    services = fast.exec("monitor", "ls", "/run/toponaut-starts").split()
    assert set(services) >= {"web", "postgres", "redis", "backup", "nginx", "monitor"}
    told = "the container backup started"

    def stands() -> bool:
        return any(told in alert["text"] for alert in status(fast)["alerts"])

    # Other drills have started it too.
    fast.exec("backup", "sh", "-c", "echo >/run/toponaut-starts/backup")
    wait_until(lambda: not stands(), "the alert stays")
    said = fast.output("monitor").count(told)
    for _ in range(3):
        fast.compose("restart", "--timeout", "1", "backup")
    wait_until(stands, "the third start is no alert")
    wait_until(lambda: fast.output("monitor").count(told) > said, "the log does not tell of it")


def test_check_without_an_sms_account_says_what_to_do(fast: Stack) -> None:
    refused = monitor(fast, "check")
    assert refused.returncode == 4
    assert "set TWILIO_ACCOUNT_SID" in refused.stderr


def test_other_containers_read_its_files_and_none_writes_anothers(fast: Stack) -> None:
    assert json.loads(fast.exec("web", "cat", f"{STATE}/status.json"))["at"]
    assert "backup" not in status(fast)
    script = f"touch {LOGS}/x || touch /var/lib/toponaut-backup/x || touch /var/lib/toponaut-reports/x || echo refused"
    assert fast.exec("monitor", "sh", "-c", script).strip() == "refused"
    assert fast.exec("web", "sh", "-c", f"touch {STATE}/x || echo refused").strip() == "refused"
    fast.exec("web", "sh", "-c", "touch /var/lib/toponaut-reports/probe && rm /var/lib/toponaut-reports/probe")


def test_monitor_urls_can_name_several_sites() -> None:
    watched = compose_config(MONITOR_URLS="https://toponaut.example/,https://staging.example/")["services"]["monitor"]
    assert watched["environment"]["MONITOR_URLS"] == "https://toponaut.example/,https://staging.example/"
