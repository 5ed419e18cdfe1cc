"""The monitor sidecar on the running stack: uptime rounds, request counts, alerts, restarts, memory."""

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
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.measurements import Report, megabytes
from tests.stack.harness.stack import Stack, wait_until
from toponaut_monitor.crash_loops import MIN_CRASHES
from toponaut_monitor.timestamps import format_timestamp

STATE_FOLDER = "/var/lib/toponaut-monitor"
LOG_FOLDER = "/var/log/toponaut"
OLD_HOUR, BUSY_HOUR = (f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%dT%H}" for days in (3, 4))  # complete hours
FULL_LINES = 324_000  # an hour of 90 requests a second, for `make drills`
FEW_LINES = 30_000
MAX_IDLE_MB, MAX_JOB_MB, MAX_JOB_SECONDS = 5, 64, 10
GUESS_STATUSES = {200, 304}  # a new response, or the one that the browser has cached
FAST_ROUNDS = {"MONITOR_SECONDS": "5", "MONITOR_RETRY_SECONDS": "0"}


def monitor(stack: Stack, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run `monitor …` in the sidecar."""
    variables = [word for name, value in environ.items() for word in ("--env", f"{name}={value}")]
    command = ["docker", "exec", *variables, stack.container_id("monitor"), "monitor", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def csv_rows(stack: Stack, kind: str) -> list[dict[str, str]]:
    """All rows of a kind, such as "uptime" or "hours"."""
    text = stack.exec("monitor", "sh", "-c", f"cat {STATE_FOLDER}/{kind}-*.csv 2>/dev/null", check=False)
    heads, rows = [], []
    for line in text.splitlines():
        cells = line.split(",")
        if cells[0] in {"at", "hour"}:
            heads = cells
        else:
            rows.append(dict(zip(heads, cells, strict=False)))
    return rows


def status(stack: Stack) -> Any:
    return json.loads(stack.exec("monitor", "cat", f"{STATE_FOLDER}/status.json", check=False) or "{}")


_WRITE_LOG = f"""
import json, sys
line = {{"time": "", "request_id": "0" * 32, "method": "GET", "host": "h", "protocol": "HTTP/1.1", "status": 200,
        "referrer": "https://example.org/a", "release": "test"}}
with open("{LOG_FOLDER}/access-{BUSY_HOUR}.jsonl", "w") as file:
    for n in range(int(sys.argv[1])):
        agent = f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{{n % 40}}.0.0.0 Safari/537.36"
        file.write(json.dumps(line | {{"address": f"10.{{n % 7}}.{{n // 7 % 256}}.{{n % 251}}", "agent": agent,
            "uri": f"/api/v1/quizzes/world/match?name=n{{n}}", "bytes": n % 900, "seconds": n % 300 / 1000,
            "upstream_seconds": f"{{n % 300 / 1000:.3f}}" if n % 3 else "", "cache": "MISS" if n % 3 else "HIT",
        }}) + "\\n")
"""
# Prints the memory of the container's processes, from its control group (version 1 or 2) and without the kernel's page
# cache, every 0.2 s; then its CPU seconds; then the counted row.
_WATCH_COUNT_JOB = f"""
monitor count >/dev/null & job=$!
cd /sys/fs/cgroup
while kill -0 $job 2>/dev/null; do
  awk '$1 == "total_rss" || $1 == "anon" {{ print $2 }}' memory/memory.stat memory.stat
  sleep 0.2
done 2>/dev/null
awk 'NF == 1 {{ print $1 / 1e9 }} $1 == "usage_usec" {{ print $2 / 1e6 }}' cpuacct/cpuacct.usage cpu.stat 2>/dev/null
tail -n 1 {STATE_FOLDER}/hours-*.csv
"""


@pytest.fixture(params=[FEW_LINES, pytest.param(FULL_LINES, marks=pytest.mark.drill)])
def line_count(request: pytest.FixtureRequest) -> int:
    """The number of lines in the log of an hour."""
    number: int = request.param
    return number


@pytest.fixture
def run_with_busy_log(stack: Stack, line_count: int) -> Iterator[tuple[str, ...]]:
    """Writes an hour's log to a new volume. Yields the Docker arguments that run the monitor's image with it."""
    image, volume = stack.inspect("monitor")["Config"]["Image"], f"{stack.project}_busy"
    docker("volume", "create", volume)
    write_log = ("python", "-c", _WRITE_LOG, str(line_count))
    docker("run", "--rm", "--user", "10002", "--volume", f"{volume}:{LOG_FOLDER}", image, *write_log)
    limits = ("--memory", str(stack.inspect("monitor")["HostConfig"]["Memory"]), "--tmpfs", f"{STATE_FOLDER}:uid=10006")
    yield "run", "--rm", *limits, "--volume", f"{volume}:{LOG_FOLDER}:ro", image
    docker("volume", "rm", volume)


def test_counting_an_hour_of_requests_stays_within_limits(
    stack: Stack, run_with_busy_log: tuple[str, ...], line_count: int, report: Report
) -> None:
    started = time.monotonic()
    *memory, cpu_seconds, row = docker(*run_with_busy_log, "sh", "-c", _WATCH_COUNT_JOB).split()
    took, peak = time.monotonic() - started, max(map(int, memory)) / 1e6
    # The sidecar may be in the middle of a round.
    wait_until(
        lambda: megabytes(stack, "monitor")["monitor"] < MAX_IDLE_MB, f"the monitor never used < {MAX_IDLE_MB} MB"
    )
    idle = megabytes(stack, "monitor")["monitor"]
    rows = [["idle", f"{idle:.1f}", "", ""], ["counting", f"{peak:.1f}", f"{took:.1f}", f"{float(cpu_seconds):.1f}"]]
    report.add(f"The monitor, {line_count:,} lines", ["", "MB", "s", "CPU s"], rows)
    assert row.split(",")[1] == str(line_count)
    assert row.split(",")[12] == "149"  # ms
    assert peak < MAX_JOB_MB
    assert float(cpu_seconds) < MAX_JOB_SECONDS  # CPU time does not depend on other work of this machine


@pytest.fixture(scope="module")
def fast_monitor(stack: Stack) -> Iterator[Stack]:
    """A monitor with a round every five seconds. One round is over, so earlier tests do not affect its status."""
    with reconfigured(stack, "monitor", **FAST_ROUNDS):
        started = format_timestamp(datetime.now(UTC))
        wait_until(lambda: status(stack).get("at", "") > started, "the status has no new round")
        yield stack


def test_start_message_says_where_alerts_go(fast_monitor: Stack) -> None:
    output = fast_monitor.output("monitor")
    assert "monitor: watching http://nginx:8080/, http://nginx:8080/readyz every 5 s." in output
    assert output.count("no channel for alerts is configured, so they go to the log and the dashboard only") == 1


def test_healthy_stack_has_no_down_alert(fast_monitor: Stack) -> None:
    assert [target["state"] for target in status(fast_monitor)["targets"]] == ["up", "up"]
    assert [alert["key"] for alert in status(fast_monitor)["alerts"] if alert["key"].startswith("down")] == []
    assert [(row["ok"], row["status"]) for row in csv_rows(fast_monitor, "uptime")[-2:]] == [("1", "200")] * 2
    assert int(csv_rows(fast_monitor, "host")[-1]["memory_total_mb"]) > 500


def test_requests_are_counted_in_their_hour(fast_monitor: Stack) -> None:
    """Renames their log to that of an hour that is over, because the monitor counts complete hours."""
    agent = {"User-Agent": "Mozilla/5.0 (X11) Firefox/140.0", "Referer": "https://news.example/"}
    for path in ("/quizzes/us", f"{MATCH_PATH}Paris", f"{MATCH_PATH}Qxzqv", "/nothing"):
        request(fast_monitor, path, headers=agent)
    fast_monitor.exec(
        "nginx", "sh", "-c", f"cd {LOG_FOLDER}; cat access-*.jsonl >copy; mv copy access-{OLD_HOUR}.jsonl"
    )
    try:
        log = fast_monitor.exec("nginx", "cat", f"{LOG_FOLDER}/access-{OLD_HOUR}.jsonl")
        lines = [json.loads(line) for line in log.splitlines()]
        wait_until(
            lambda: [row for row in csv_rows(fast_monitor, "hours") if row["hour"].startswith(OLD_HOUR)],
            "the hour was not counted",
        )
    finally:
        fast_monitor.exec("nginx", "rm", "-f", f"{LOG_FOLDER}/access-{OLD_HOUR}.jsonl")
    (row,) = [row for row in csv_rows(fast_monitor, "hours") if row["hour"].startswith(OLD_HOUR)]
    assert (int(row["requests"]), row["unreadable"]) == (len(lines), "0")
    guesses = [line for line in lines if "/match?" in line["uri"] and line["status"] in GUESS_STATUSES]
    assert int(row["guesses"]) == len(guesses) > 0
    assert int(row["bytes"]) == sum(line["bytes"] for line in lines)
    assert int(row["bots"]) >= 2  # requests of the monitor
    top_entries = {(top["kind"], top["name"]) for top in csv_rows(fast_monitor, "tops")}
    assert {("page", "/quizzes/us"), ("quiz", "world"), ("referrer", "news.example")} <= top_entries


def test_each_log_file_holds_lines_of_one_hour(fast_monitor: Stack) -> None:
    """Counting relies on it: the monitor counts whole files."""
    for name in fast_monitor.exec("nginx", "sh", "-c", f"ls {LOG_FOLDER}").split():
        lines = fast_monitor.exec("nginx", "cat", f"{LOG_FOLDER}/{name}").splitlines()
        assert {f"access-{json.loads(line)['time'][:13]}.jsonl" for line in lines} <= {name}


def test_report_shows_the_current_hour(fast_monitor: Stack) -> None:
    run = monitor(fast_monitor, "report")
    assert run.returncode == 0, run.stderr
    assert "this hour so far" in run.stdout
    assert "total" in run.stdout


def test_outage_is_logged_once_even_if_the_monitor_is_killed(fast_monitor: Stack) -> None:
    alert = "monitor: ALERT http://nginx:8080/readyz is down: status 503"
    with fast_monitor.stopped("redis"):
        wait_until(lambda: alert in fast_monitor.output("monitor"), "the alert was not logged")
        fast_monitor.kill("monitor")
        wait_until(
            lambda: fast_monitor.output("monitor").count("monitor: watching") == 2, "the monitor did not restart"
        )
        rounds = len(csv_rows(fast_monitor, "uptime"))
        wait_until(lambda: len(csv_rows(fast_monitor, "uptime")) > rounds + 2, "there was no further round")
        assert [one["key"] for one in status(fast_monitor)["alerts"] if one["key"].startswith("down")] == [
            "down:http://nginx:8080/readyz"
        ]
    recovery = "monitor: ALERT http://nginx:8080/readyz is up again, after "
    wait_until(lambda: recovery in fast_monitor.output("monitor"), "the recovery was not logged")
    assert fast_monitor.output("monitor").count(alert) == 1


def crash_alerts(stack: Stack) -> list[str]:
    return [alert["text"] for alert in status(stack)["alerts"] if alert["key"] == "crashes:backup"]


def wait_for_next_round(stack: Stack) -> None:
    before = status(stack)["at"]
    wait_until(lambda: status(stack)["at"] > before, "there was no further round")


def test_planned_starts_of_a_container_are_no_alert(fast_monitor: Stack) -> None:
    services = fast_monitor.exec("monitor", "ls", "/run/toponaut-starts").split()
    assert set(services) >= {"web", "postgres", "redis", "backup", "nginx", "monitor"}
    # Remove the crashes that other tests have caused.
    fast_monitor.exec("backup", "sh", "-c", "echo >/run/toponaut-starts/backup")
    for _ in range(3):
        fast_monitor.compose("restart", "--timeout", "5", "backup")
        fast_monitor.compose("up", "--detach", "--no-deps", "--force-recreate", "--timeout", "5", "backup")
    wait_for_next_round(fast_monitor)
    assert int(fast_monitor.exec("backup", "grep", "-c", "start", "/run/toponaut-starts/backup")) > MIN_CRASHES
    assert crash_alerts(fast_monitor) == []


def test_servers_record_that_they_were_asked_to_stop(fast_monitor: Stack) -> None:
    servers = ("nginx", "web", "redis", "postgres")
    fast_monitor.compose("restart", "--timeout", "30", *servers)
    fast_monitor.wait_healthy()
    for service in servers:
        *_, stop, start = fast_monitor.exec("monitor", "cat", f"/run/toponaut-starts/{service}").splitlines()
        container = fast_monitor.container_id(service)[:12]
        assert stop.startswith(f"stop {container} ")
        assert start.startswith(f"start {container} ")


def test_third_crash_of_a_container_is_an_alert(fast_monitor: Stack) -> None:
    for count in range(3):
        started = fast_monitor.inspect("backup")["State"]["StartedAt"]
        fast_monitor.kill("backup")
        wait_until(
            lambda before=started: fast_monitor.inspect("backup")["State"]["StartedAt"] != before,  # type: ignore[misc]
            f"the container did not start again after crash {count + 1}",
        )
    wait_until(lambda: crash_alerts(fast_monitor), "the third crash caused no alert")
    assert crash_alerts(fast_monitor) == ["the container backup crashed 3 times in 30 min"]
    alert = "monitor: ALERT the container backup crashed 3 times in 30 min"
    wait_until(lambda: alert in fast_monitor.output("monitor"), "the alert was not logged")


def test_check_without_a_channel_says_what_is_wrong_and_what_to_do(fast_monitor: Stack) -> None:
    refused = monitor(fast_monitor, "check")
    assert refused.returncode == 4
    assert "wrong for " in refused.stdout  # the crashes of the test before
    assert "the container backup crashed 3 times in 30 min" in refused.stdout
    assert "set TWILIO_ACCOUNT_SID" in refused.stderr


def test_containers_read_but_cannot_write_each_others_files(fast_monitor: Stack) -> None:
    assert json.loads(fast_monitor.exec("web", "cat", f"{STATE_FOLDER}/status.json"))["at"]
    assert "backup" not in status(fast_monitor)
    files = f"{LOG_FOLDER}/x", "/var/lib/toponaut-backup/x", "/var/lib/toponaut-reports/x"
    script = " || ".join([*(f"touch {file}" for file in files), "echo refused"])
    assert fast_monitor.exec("monitor", "sh", "-c", script).strip() == "refused"
    assert fast_monitor.exec("web", "sh", "-c", f"touch {STATE_FOLDER}/x || echo refused").strip() == "refused"
    fast_monitor.exec("web", "sh", "-c", "touch /var/lib/toponaut-reports/probe && rm /var/lib/toponaut-reports/probe")


def test_monitor_urls_can_name_several_sites() -> None:
    service = compose_config(MONITOR_URLS="https://toponaut.example/,https://staging.example/")["services"]["monitor"]
    assert service["environment"]["MONITOR_URLS"] == "https://toponaut.example/,https://staging.example/"
