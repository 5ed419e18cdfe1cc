"""Each log line is counted once: over hours, restarts, missed hours, truncated lines, and concurrent runs."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toponaut_monitor import hourly_statistics, monthly_csv
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_monitor.tests.factories import expected_counts, log_line, random_lines, write_logs
from toponaut_sidecar.errors import Busy, SidecarError

BEGIN = datetime(2026, 10, 31, 22, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def settings(monitor: MonitorUnderTest) -> MonitorSettings:
    return monitor.settings


def count_at(settings: MonitorSettings, now: datetime) -> int:
    return hourly_statistics.count_due_hours(settings, log=lambda _: None, clock=lambda: now)


def rows(settings: MonitorSettings) -> list[dict[str, str]]:
    files = sorted(settings.state.glob("hours-*.csv"))
    return [row for file in files for row in monthly_csv.read_rows(file)]


def csv_contents(settings: MonitorSettings) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in settings.state.glob("*.csv")}


def log_path(settings: MonitorSettings, hour: str) -> Path:
    return settings.logs / f"access-{hour}.jsonl"


def test_rows_equal_an_independent_count(settings: MonitorSettings) -> None:
    """Two whole hours between two halves; one of them starts a new month."""
    lines = random_lines(BEGIN, 6_000, seconds=3 * 3600)
    write_logs(settings.logs, lines)
    assert count_at(settings, BEGIN + 4 * HOUR) == 4
    counted = rows(settings)
    assert [row["hour"] for row in counted] == [f"2026-{hour}:00:00Z" for hour in ("10-31T22", "10-31T23", "11-01T00",
                                                                                "11-01T01")]  # fmt: skip
    for row in counted:
        expected = expected_counts([line for line in lines if line["time"][:13] == row["hour"][:13]])
        assert {name: row[name] for name in expected} == expected
        assert row["unreadable"] == "0"
    assert sum(int(row["requests"]) for row in counted) == len(lines)


def test_headers_are_those_that_the_dashboard_reads(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN)])
    size = log_path(settings, "2026-10-31T22").stat().st_size
    count_at(settings, BEGIN + 2 * HOUR)
    assert (settings.state / "hours-2026-10.csv").read_text() == (
        "hour,requests,visitors,bots,quiz_starts,guesses,plays_saved,"
        "status_2xx,status_3xx,status_4xx,status_5xx,limited,request_p50_ms,request_p95_ms,request_p99_ms,"
        "upstream_p50_ms,upstream_p95_ms,upstream_p99_ms,cache_hits,cache_lookups,bytes,unreadable,log_bytes\n"
        f"2026-10-31T22:00:00Z,1,1,0,1,0,0,1,0,0,0,0,2,2,2,2,2,2,0,1,100,0,{size}\n"
    )
    assert (settings.state / "tops-2026-10.csv").read_text() == (
        "hour,kind,name,requests\n2026-10-31T22:00:00Z,page,/quizzes/us,1\n"
    )


def test_counting_again_changes_nothing(settings: MonitorSettings) -> None:
    write_logs(settings.logs, random_lines(BEGIN, 500, seconds=7200))
    count_at(settings, BEGIN + 4 * HOUR)
    before = csv_contents(settings)
    assert count_at(settings, BEGIN + 5 * HOUR) == 0
    assert csv_contents(settings) == before
    (settings.state / "hours-2026-10.csv").unlink()
    assert count_at(settings, BEGIN + 5 * HOUR) == 2
    assert csv_contents(settings) == before


def test_hour_is_counted_five_minutes_after_its_end(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN)])
    assert count_at(settings, BEGIN.replace(hour=23, minute=4)) == 0
    assert count_at(settings, BEGIN.replace(hour=23, minute=5)) == 1


def test_missed_hours_are_made_up_for(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN + n * HOUR) for n in range(12)])
    assert count_at(settings, BEGIN + 2 * HOUR) == 2
    assert count_at(settings, BEGIN + 13 * HOUR) == 10
    assert len(rows(settings)) == 12


def test_long_catch_up_is_continued_by_the_next_run(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN + n * HOUR) for n in range(3)])
    times = iter(BEGIN + 4 * HOUR + n * timedelta(minutes=4) for n in range(100))
    assert 0 < hourly_statistics.count_due_hours(settings, log=lambda _: None, clock=lambda: next(times)) < 3
    count_at(settings, BEGIN + 6 * HOUR)
    assert len(rows(settings)) == 3


def test_unreadable_lines_are_counted_as_unreadable(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN)])
    unreadable = [b"", b"\xff\xfe", b"[]", b"null", b'{"time":"2026-10-', b"[" * 9999, b'{"status":200}', b"\0" * 4096,
              json.dumps(log_line(BEGIN, status="200")).encode(), json.dumps(log_line(BEGIN, seconds=-1)).encode(),
              json.dumps(log_line(BEGIN)).replace("0.002", "NaN", 1).encode()]  # fmt: skip
    with log_path(settings, "2026-10-31T22").open("ab") as file:
        file.write(b"\n".join(unreadable) + b"\n")
    count_at(settings, BEGIN + 2 * HOUR)
    (row,) = rows(settings)
    assert (row["requests"], row["unreadable"]) == ("1", str(len(unreadable)))


def test_grown_log_is_counted_again(settings: MonitorSettings) -> None:
    whole = json.dumps(log_line(BEGIN))
    log_path(settings, "2026-10-31T22").write_text(f"{whole}\n{whole[:50]}")
    count_at(settings, BEGIN + 2 * HOUR)
    assert [(row["requests"], row["unreadable"]) for row in rows(settings)] == [("1", "1")]
    with log_path(settings, "2026-10-31T22").open("a") as file:
        file.write(f"{whole[50:]}\n{whole}\n")
    assert count_at(settings, BEGIN + 3 * HOUR) == 1
    assert [(row["requests"], row["unreadable"]) for row in rows(settings)] == [("3", "0")]


def test_line_belongs_to_the_hour_of_its_file(settings: MonitorSettings) -> None:
    """The time in the line does not matter: a request at the full hour is in one file, never in both."""
    log_path(settings, "2026-10-31T23").write_text(json.dumps(log_line(BEGIN)) + "\n")
    count_at(settings, BEGIN + 3 * HOUR)
    assert [row["hour"] for row in rows(settings)] == ["2026-10-31T23:00:00Z"]


@pytest.mark.parametrize("left", [None, "", "{}\n"], ids=["deleted", "emptied", "truncated"])
def test_row_is_kept_if_its_log_is_deleted_or_truncated(settings: MonitorSettings, left: str | None) -> None:
    write_logs(settings.logs, random_lines(BEGIN, 100, seconds=60))
    count_at(settings, BEGIN + 2 * HOUR)
    before = csv_contents(settings)
    log_path(settings, "2026-10-31T22").unlink()
    if left is not None:
        log_path(settings, "2026-10-31T22").write_text(left)
    assert count_at(settings, BEGIN + 3 * HOUR) == 0
    assert csv_contents(settings) == before


def test_empty_log_is_an_hour_without_requests(settings: MonitorSettings) -> None:
    log_path(settings, "2026-10-31T22").touch()
    assert [count_at(settings, BEGIN + n * HOUR) for n in (2, 3)] == [1, 0]
    (row,) = rows(settings)
    assert (row["requests"], row["request_p50_ms"], row["upstream_p99_ms"]) == ("0", "", "")


def test_second_count_at_the_same_time_does_nothing(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN)])
    with job_lock(settings.state, "count"), pytest.raises(Busy):
        count_at(settings, BEGIN + 2 * HOUR)
    assert rows(settings) == []


def test_run_killed_between_two_files_is_completed_by_the_next(
    settings: MonitorSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_logs(settings.logs, random_lines(BEGIN, 300, seconds=60))

    def killed(file: Path, *rest: object) -> None:
        if file.name.startswith("hours"):
            raise KeyboardInterrupt
        replace_rows(file, *rest)  # type: ignore[arg-type]

    replace_rows = monthly_csv.replace_rows
    with monkeypatch.context() as patch:
        patch.setattr(monthly_csv, "replace_rows", killed)
        with pytest.raises(KeyboardInterrupt):
            count_at(settings, BEGIN + 2 * HOUR)
    tops = (settings.state / "tops-2026-10.csv").read_bytes()
    assert count_at(settings, BEGIN + 2 * HOUR) == 1
    assert (settings.state / "tops-2026-10.csv").read_bytes() == tops
    assert len(rows(settings)) == 1


def test_unreadable_logs_are_recorded_as_an_error(settings: MonitorSettings) -> None:
    write_logs(settings.logs, [log_line(BEGIN)])
    count_at(settings, BEGIN + 2 * HOUR)
    good = hourly_statistics.read_last_run(settings.state)
    assert good == {"last_hour": "2026-10-31T22:00:00Z", "at": "2026-11-01T00:30:00Z", "error": None}
    log_path(settings, "2026-10-31T23").mkdir()
    with pytest.raises(SidecarError, match="could not be counted"):
        count_at(settings, BEGIN + 3 * HOUR)
    bad = hourly_statistics.read_last_run(settings.state)
    assert (bad["last_hour"], bad["at"]) == (good["last_hour"], good["at"])
    assert "Is a directory" in str(bad["error"])


def test_no_address_and_no_browser_is_stored(settings: MonitorSettings) -> None:
    write_logs(settings.logs, random_lines(BEGIN, 200, seconds=60))
    count_at(settings, BEGIN + 2 * HOUR)
    stored = b"".join(file.read_bytes() for file in settings.state.iterdir())
    assert b"203.0.113" not in stored
    assert b"Mozilla" not in stored


def test_last_hour_is_not_in_the_future_after_the_clock_was_set_back(settings: MonitorSettings) -> None:
    """Otherwise missing statistics would be no problem until that hour."""
    write_logs(settings.logs, [log_line(BEGIN + 24 * HOUR)])
    count_at(settings, BEGIN + 26 * HOUR)
    write_logs(settings.logs, [log_line(BEGIN)])
    count_at(settings, BEGIN + 2 * HOUR)
    assert hourly_statistics.read_last_run(settings.state)["last_hour"] == "2026-10-31T22:00:00Z"
