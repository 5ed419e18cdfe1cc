"""Each log line counts once: over the ends of hours, restarts, missed hours, cut lines, and two runs at once."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toponaut_monitor import months, statistics
from toponaut_monitor.errors import Busy, MonitorError
from toponaut_monitor.files import alone
from toponaut_monitor.settings import Settings
from toponaut_monitor.tests.cast import counted, line, made_up, write
from toponaut_monitor.tests.conftest import Monitor

BEGIN = datetime(2026, 10, 31, 22, 30, tzinfo=UTC)
HOURS = timedelta(hours=1)


@pytest.fixture
def settings(monitor: Monitor) -> Settings:
    return monitor.settings


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def run(settings: Settings, moment: datetime) -> int:
    return statistics.run(settings, say=lambda _: None, clock=at(moment))


def rows(settings: Settings) -> list[dict[str, str]]:
    files = sorted(settings.state.glob("hours-*.csv"))
    return [row for file in files for row in months.read(file)]


def contents(settings: Settings) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in settings.state.glob("*.csv")}


def log(settings: Settings, hour: str) -> Path:
    return settings.logs / f"access-{hour}.jsonl"


def test_the_rows_are_what_an_independent_count_says(settings: Settings) -> None:
    """Half an hour, two whole ones and a half; a month ends among them."""
    lines = made_up(BEGIN, 6_000, seconds=3 * 3600)
    write(settings.logs, lines)
    assert run(settings, BEGIN + 4 * HOURS) == 4
    found = rows(settings)
    assert [row["hour"] for row in found] == [f"2026-{hour}:00:00Z" for hour in ("10-31T22", "10-31T23", "11-01T00",
                                                                                "11-01T01")]  # fmt: skip
    for row in found:
        expected = counted([one for one in lines if one["time"][:13] == row["hour"][:13]])
        assert {name: row[name] for name in expected} == expected
        assert row["unreadable"] == "0"
    assert sum(int(row["requests"]) for row in found) == len(lines)


def test_the_head_is_what_the_dashboard_reads(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN)])
    size = log(settings, "2026-10-31T22").stat().st_size
    run(settings, BEGIN + 2 * HOURS)
    assert (settings.state / "hours-2026-10.csv").read_text() == (
        "hour,requests,visitors,bots,quiz_starts,guesses,plays_saved,"
        "status_2xx,status_3xx,status_4xx,status_5xx,limited,request_p50_ms,request_p95_ms,request_p99_ms,"
        "upstream_p50_ms,upstream_p95_ms,upstream_p99_ms,cache_hits,cache_lookups,bytes,unreadable,log_bytes\n"
        f"2026-10-31T22:00:00Z,1,1,0,1,0,0,1,0,0,0,0,2,2,2,2,2,2,0,1,100,0,{size}\n"
    )
    assert (settings.state / "tops-2026-10.csv").read_text() == (
        "hour,kind,name,requests\n2026-10-31T22:00:00Z,page,/quizzes/us,1\n"
    )


def test_again_changes_nothing(settings: Settings) -> None:
    write(settings.logs, made_up(BEGIN, 500, seconds=7200))
    run(settings, BEGIN + 4 * HOURS)
    before = contents(settings)
    assert run(settings, BEGIN + 5 * HOURS) == 0
    assert contents(settings) == before
    (settings.state / "hours-2026-10.csv").unlink()
    assert run(settings, BEGIN + 5 * HOURS) == 2
    assert contents(settings) == before


def test_an_hour_is_counted_once_it_is_over_and_has_settled(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN)])
    assert run(settings, BEGIN.replace(hour=23, minute=4)) == 0
    assert run(settings, BEGIN.replace(hour=23, minute=5)) == 1


def test_a_night_without_the_monitor_is_made_up_for(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN + n * HOURS) for n in range(12)])
    assert run(settings, BEGIN + 2 * HOURS) == 2
    assert run(settings, BEGIN + 13 * HOURS) == 10
    assert len(rows(settings)) == 12


def test_a_long_catch_up_leaves_the_rest_to_the_next_run(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN + n * HOURS) for n in range(3)])
    moments = iter(BEGIN + 4 * HOURS + n * timedelta(minutes=4) for n in range(100))
    assert 0 < statistics.run(settings, say=lambda _: None, clock=lambda: next(moments)) < 3
    run(settings, BEGIN + 6 * HOURS)
    assert len(rows(settings)) == 3


def test_lines_that_are_none_are_counted_as_such(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN)])
    spoilt = [b"", b"\xff\xfe", b"[]", b"null", b'{"time":"2026-10-', b"[" * 9999, b'{"status":200}', b"\0" * 4096,
              json.dumps(line(BEGIN, status="200")).encode(), json.dumps(line(BEGIN, seconds=-1)).encode(),
              json.dumps(line(BEGIN)).replace("0.002", "NaN", 1).encode()]  # fmt: skip
    with log(settings, "2026-10-31T22").open("ab") as file:
        file.write(b"\n".join(spoilt) + b"\n")
    run(settings, BEGIN + 2 * HOURS)
    (row,) = rows(settings)
    assert (row["requests"], row["unreadable"]) == ("1", str(len(spoilt)))


def test_an_end_that_was_never_finished_counts_once_and_so_does_what_comes_after_all(settings: Settings) -> None:
    whole = json.dumps(line(BEGIN))
    log(settings, "2026-10-31T22").write_text(f"{whole}\n{whole[:50]}")
    run(settings, BEGIN + 2 * HOURS)
    assert [(row["requests"], row["unreadable"]) for row in rows(settings)] == [("1", "1")]
    with log(settings, "2026-10-31T22").open("a") as file:
        file.write(f"{whole[50:]}\n{whole}\n")
    assert run(settings, BEGIN + 3 * HOURS) == 1
    assert [(row["requests"], row["unreadable"]) for row in rows(settings)] == [("3", "0")]


def test_a_line_counts_in_the_hour_of_its_file(settings: Settings) -> None:
    """Whatever it says itself: a request that ends on the stroke lands in one file or the other, never in both."""
    log(settings, "2026-10-31T23").write_text(json.dumps(line(BEGIN)) + "\n")
    run(settings, BEGIN + 3 * HOURS)
    assert [row["hour"] for row in rows(settings)] == ["2026-10-31T23:00:00Z"]


@pytest.mark.parametrize("left", [None, "", "{}\n"], ids=["swept", "emptied", "cut short"])
def test_what_was_counted_stays_when_its_log_goes(settings: Settings, left: str | None) -> None:
    write(settings.logs, made_up(BEGIN, 100, seconds=60))
    run(settings, BEGIN + 2 * HOURS)
    before = contents(settings)
    log(settings, "2026-10-31T22").unlink()
    if left is not None:
        log(settings, "2026-10-31T22").write_text(left)
    assert run(settings, BEGIN + 3 * HOURS) == 0
    assert contents(settings) == before


def test_an_empty_file_is_an_hour_without_requests(settings: Settings) -> None:
    log(settings, "2026-10-31T22").touch()
    assert [run(settings, BEGIN + n * HOURS) for n in (2, 3)] == [1, 0]
    (row,) = rows(settings)
    assert (row["requests"], row["request_p50_ms"], row["upstream_p99_ms"]) == ("0", "", "")


def test_of_two_at_once_the_second_leaves(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN)])
    with alone(settings.state, "count"), pytest.raises(Busy):
        run(settings, BEGIN + 2 * HOURS)
    assert rows(settings) == []


def test_a_run_that_is_killed_between_the_files_is_made_good(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(settings.logs, made_up(BEGIN, 300, seconds=60))

    def killed(file: Path, *rest: object) -> None:
        if file.name.startswith("hours"):
            raise KeyboardInterrupt
        put(file, *rest)  # type: ignore[arg-type]

    put = months.put
    with monkeypatch.context() as patch:
        patch.setattr(months, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            run(settings, BEGIN + 2 * HOURS)
    tops = (settings.state / "tops-2026-10.csv").read_bytes()
    assert run(settings, BEGIN + 2 * HOURS) == 1
    assert (settings.state / "tops-2026-10.csv").read_bytes() == tops
    assert len(rows(settings)) == 1


def test_logs_that_cannot_be_read_are_a_failure_that_is_written_down(settings: Settings) -> None:
    write(settings.logs, [line(BEGIN)])
    run(settings, BEGIN + 2 * HOURS)
    good = statistics.last_run(settings.state)
    assert good == {"last_hour": "2026-10-31T22:00:00Z", "at": "2026-11-01T00:30:00Z", "error": None}
    log(settings, "2026-10-31T23").mkdir()
    with pytest.raises(MonitorError, match="could not be counted"):
        run(settings, BEGIN + 3 * HOURS)
    bad = statistics.last_run(settings.state)
    assert (bad["last_hour"], bad["at"]) == (good["last_hour"], good["at"])
    assert "Is a directory" in str(bad["error"])


def test_no_address_and_no_agent_is_kept(settings: Settings) -> None:
    write(settings.logs, made_up(BEGIN, 200, seconds=60))
    run(settings, BEGIN + 2 * HOURS)
    kept = b"".join(file.read_bytes() for file in settings.state.iterdir())
    assert b"203.0.113" not in kept
    assert b"Mozilla" not in kept
