"""What a round writes down, and that it writes all of it or says why not."""

import json

import pytest

from toponaut_monitor.errors import Busy
from toponaut_monitor.files import alone
from toponaut_monitor.tests.conftest import Monitor


def test_a_row_for_each_address_and_one_for_the_machine(monitor: Monitor) -> None:
    monitor.environ["MONITOR_URLS"] += ",http://127.0.0.1:1/"
    monitor.rounds(hours=0.5)
    head, *rows = (monitor.state / "uptime-2026-11.csv").read_text().splitlines()
    assert head == "at,target,ok,status,seconds,certificate_days,reason"
    cells = [row.split(",") for row in rows]
    assert [cell[:4] for cell in cells[:2]] == [
        ["2026-11-25T00:00:00Z", f"{monitor.site.url}/", "1", "200"],
        ["2026-11-25T00:00:00Z", "http://127.0.0.1:1/", "0", ""],
    ]
    assert cells[1][6] == "Connection refused"
    assert [cell[0] for cell in cells[2:]] == ["2026-11-25T00:15:00Z"] * 2
    head, *rows = (monitor.state / "host-2026-11.csv").read_text().splitlines()
    assert head == "at,memory_total_mb,memory_available_mb,disk_total_mb,disk_used_mb"
    assert len(rows) == 2
    assert all(int(cell) > 0 for cell in rows[0].split(",")[1:])


def test_the_status_file(monitor: Monitor) -> None:
    (monitor.state / "statistics.json").write_text('{"last_hour": "2026-11-24T22:00:00Z"}')
    monitor.round()
    monitor.site.status = 503
    monitor.rounds(hours=0.5)
    url = f"{monitor.site.url}/"
    assert monitor.status == {
        "at": "2026-11-25T00:30:00Z",
        "sms": True,
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
    monitor.round()
    assert monitor.status["targets"] == [{"url": url, "state": "up", "since": "2026-11-25T00:45:00Z"}]
    assert monitor.status["alerts"] == []


def test_others_may_read_it(monitor: Monitor) -> None:
    monitor.round()
    assert {file.stat().st_mode & 0o004 for file in monitor.state.glob("[a-z]*")} == {0o004}


def test_of_two_at_once_the_second_leaves(monitor: Monitor) -> None:
    with alone(monitor.state, "watch"), pytest.raises(Busy):
        monitor.round()
    assert monitor.site.asked == []


def test_what_a_round_knows_is_in_its_file(monitor: Monitor) -> None:
    monitor.site.status = 503
    monitor.round()
    kept = json.loads((monitor.state / "state.json").read_bytes())
    assert (kept["sms_day"], kept["sms_count"]) == ("2026-11-25", 1)
    assert "the-token" not in json.dumps(kept)
