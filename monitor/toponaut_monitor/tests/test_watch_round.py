"""What a round writes: CSV rows, the status file, its state."""

import json

import pytest

from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_sidecar.errors import Busy


def test_one_row_per_address_and_one_for_the_host(monitor: MonitorUnderTest) -> None:
    monitor.environ["MONITOR_URLS"] += ",http://127.0.0.1:1/"
    monitor.run_rounds(hours=0.5)
    header, *rows = (monitor.state / "uptime-2026-11.csv").read_text().splitlines()
    assert header == "at,target,ok,status,seconds,certificate_days,reason"
    cells = [row.split(",") for row in rows]
    assert [cell[:4] for cell in cells[:2]] == [
        ["2026-11-25T00:00:00Z", f"{monitor.site.url}/", "1", "200"],
        ["2026-11-25T00:00:00Z", "http://127.0.0.1:1/", "0", ""],
    ]
    assert cells[1][6] == "Connection refused"
    assert [cell[0] for cell in cells[2:]] == ["2026-11-25T00:15:00Z"] * 2
    header, *rows = (monitor.state / "host-2026-11.csv").read_text().splitlines()
    assert header == "at,memory_total_mb,memory_available_mb,disk_total_mb,disk_used_mb"
    assert len(rows) == 2
    assert all(int(cell) > 0 for cell in rows[0].split(",")[1:])


def test_status_file_follows_the_state_of_the_site(monitor: MonitorUnderTest) -> None:
    (monitor.state / "statistics.json").write_text('{"last_hour": "2026-11-24T22:00:00Z"}')
    monitor.run_round()
    monitor.site.status = 503
    monitor.run_rounds(hours=0.5)
    url = f"{monitor.site.url}/"
    assert monitor.status == {
        "at": "2026-11-25T00:30:00Z",
        "channels": ["SMS to +436601234567"],
        "targets": [{"url": url, "state": "down", "since": "2026-11-25T00:15:00Z"}],
        "alerts": [
            {
                "key": f"down:{url}",
                "text": f"{url} is down: status 503",
                "since": "2026-11-25T00:15:00Z",
                "sent": "2026-11-25T00:15:00Z",
                "error": None,
            }
        ],
        "statistics": {"last_hour": "2026-11-24T22:00:00Z", "at": None, "error": None},
    }
    monitor.site.status = 200
    monitor.run_round()
    assert monitor.status["targets"] == [{"url": url, "state": "up", "since": "2026-11-25T00:45:00Z"}]
    assert monitor.status["alerts"] == []


def test_files_are_readable_by_other_users(monitor: MonitorUnderTest) -> None:
    monitor.run_round()
    assert {file.stat().st_mode & 0o004 for file in monitor.state.glob("[a-z]*")} == {0o004}


def test_second_round_at_the_same_time_does_nothing(monitor: MonitorUnderTest) -> None:
    with job_lock(monitor.state, "watch"), pytest.raises(Busy):
        monitor.run_round()
    assert monitor.site.requested_paths == []


def test_state_file_counts_sms_and_holds_no_token(monitor: MonitorUnderTest) -> None:
    monitor.site.status = 503
    monitor.run_round()
    state = json.loads((monitor.state / "state.json").read_bytes())
    count = state["channels"]["sms"]
    assert (count["day"], count["sent"], count["failed"]) == ("2026-11-25", 1, 0)
    assert "the-token" not in json.dumps(state)
