"""What the status page says of 90 days: days, shares and incidents, from the rows that rounds have written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from toponaut_monitor import monthly_csv
from toponaut_monitor.probe_problems import NETWORK_DOWN
from toponaut_monitor.status_page.history import MAX_DAYS, MAX_INCIDENTS, AddressHistory
from toponaut_monitor.status_page.uptime_rows import public_reason
from toponaut_monitor.status_page.words import percent
from toponaut_monitor.tests.conftest import MonitorUnderTest
from toponaut_monitor.tests.status_page_rows import DAY, HOUR, INTERVAL, NOW, history_of, times, write_checks

MIDNIGHT = datetime(2026, 11, 29, tzinfo=UTC)
LONG_AGO = MIDNIGHT - 100 * DAY


def unwatched(history: AddressHistory, now: datetime = NOW) -> dict[str, timedelta]:
    return {f"{date:%m-%d}": unwatched for date, _, unwatched in history.all_days(now)}


def test_ninety_days_of_checks_that_succeeded(tmp_path: Path) -> None:
    write_checks(tmp_path, times(LONG_AGO, NOW))
    history = history_of(tmp_path)
    days = list(history.all_days(NOW))
    assert len(days) == MAX_DAYS
    assert [str(days[0][0]), str(days[-1][0])] == ["2026-09-01", "2026-11-29"]
    assert {(day.checks, day.failed, gap) for _, day, gap in days[:-1]} == {(96, 0, timedelta())}
    assert (days[-1][1].checks, days[-1][2]) == (48, timedelta())
    assert (history.checks, history.failed, list(history.incidents)) == (89 * 96 + 48, 0, [])
    assert history.state(NOW) == "up"


def test_rounds_of_the_monitor_become_a_history(monitor: MonitorUnderTest) -> None:
    monitor.run_rounds(hours=1)
    monitor.site.status = 503
    monitor.run_rounds(hours=0.5)
    monitor.site.status = 200
    monitor.run_rounds(hours=1)
    history = history_of(monitor.state, monitor.now, f"{monitor.site.url}/")
    (incident,) = history.incidents
    assert (history.checks, history.failed) == (10, 2)
    assert (f"{incident.began:%H:%M}", f"{incident.ended:%H:%M}") == ("01:00", "01:30")
    assert incident.reasons == ["answered with the status 503"]


def test_ninety_first_day_is_dropped(tmp_path: Path) -> None:
    write_checks(tmp_path, times(LONG_AGO, LONG_AGO + DAY), "status 503", 503)
    write_checks(tmp_path, [MIDNIGHT - 90 * DAY + timedelta(hours=23, minutes=59)], "status 503", 503)
    write_checks(tmp_path, [MIDNIGHT - 89 * DAY])
    history = history_of(tmp_path)
    assert (history.checks, history.failed, list(history.incidents)) == (1, 0, [])


def test_time_without_checks_is_never_up(tmp_path: Path) -> None:
    """A check speaks for half an hour; the monitor was away for six."""
    begin = MIDNIGHT - DAY
    write_checks(tmp_path, [*times(begin, begin + 6 * HOUR), *times(begin + 12 * HOUR, NOW)])
    history = history_of(tmp_path)
    gaps = unwatched(history)
    last_check = begin + 5.75 * HOUR
    assert gaps["11-28"] == begin + 12 * HOUR - (last_check + 2 * INTERVAL)
    assert gaps["11-29"] == timedelta()
    assert gaps["11-27"] == DAY
    assert percent(history.checks, history.failed) == 100


def test_gap_over_midnight_belongs_to_both_days(tmp_path: Path) -> None:
    write_checks(tmp_path, [*times(MIDNIGHT - DAY, MIDNIGHT - 3 * HOUR), *times(MIDNIGHT + 2 * HOUR, NOW)])
    gaps = unwatched(history_of(tmp_path))
    assert (gaps["11-28"], gaps["11-29"]) == (3 * HOUR - INTERVAL, 2 * HOUR)


def test_nothing_is_known_once_the_last_check_is_too_old(tmp_path: Path) -> None:
    write_checks(tmp_path, [NOW - 2 * INTERVAL])
    assert history_of(tmp_path).state(NOW) == "up"
    assert history_of(tmp_path).state(NOW + timedelta(seconds=1)) == "unknown"


def test_nothing_is_known_while_the_monitors_own_network_is_down(tmp_path: Path) -> None:
    write_checks(tmp_path, times(MIDNIGHT, MIDNIGHT + 6 * HOUR))
    write_checks(tmp_path, times(MIDNIGHT + 6 * HOUR, NOW), NETWORK_DOWN, "")
    history = history_of(tmp_path)
    assert (history.checks, history.failed, history.state(NOW), list(history.incidents)) == (24, 0, "unknown", [])
    assert unwatched(history)["11-29"] == 6 * HOUR + timedelta(seconds=5)


def test_incident_over_midnight_counts_in_both_days(tmp_path: Path) -> None:
    write_checks(tmp_path, times(MIDNIGHT - DAY, MIDNIGHT - HOUR))
    write_checks(tmp_path, times(MIDNIGHT - HOUR, MIDNIGHT + HOUR), "no answer within 10 s", "")
    write_checks(tmp_path, times(MIDNIGHT + HOUR, NOW))
    history = history_of(tmp_path)
    (incident,) = history.incidents
    assert (incident.began, incident.ended) == (MIDNIGHT - HOUR, MIDNIGHT + HOUR)
    assert {date.day: day.failed for date, day in history.days.items()} == {28: 4, 29: 4}


def test_incident_that_the_monitor_missed_the_end_of_ends_with_the_next_check(tmp_path: Path) -> None:
    write_checks(tmp_path, [MIDNIGHT], "status 503", 503)
    write_checks(tmp_path, [MIDNIGHT + 6 * HOUR], NETWORK_DOWN, "")
    write_checks(tmp_path, [MIDNIGHT + 8 * HOUR], "no answer within 10 s", "")
    write_checks(tmp_path, times(MIDNIGHT + 9 * HOUR, NOW))
    (incident,) = history_of(tmp_path).incidents
    assert (incident.began, incident.ended) == (MIDNIGHT, MIDNIGHT + 9 * HOUR)
    assert incident.reasons == ["answered with the status 503", "gave no answer within 10 s"]


def test_address_that_is_down_has_an_open_incident(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - HOUR, NOW), "status 502", 502)
    history = history_of(tmp_path)
    assert history.state(NOW) == "down"
    assert [incident.ended for incident in history.incidents] == [None]


def test_flapping_address_has_a_bounded_list_and_a_whole_count(tmp_path: Path) -> None:
    write_checks(tmp_path, times(LONG_AGO, NOW)[::2], "status 503", 503)
    write_checks(tmp_path, times(LONG_AGO, NOW)[1::2])
    for path in tmp_path.iterdir():  # as the monitor writes them: in the order of time
        head, *rows = path.read_text().splitlines(keepends=True)
        path.write_text(head + "".join(sorted(rows)))
    history = history_of(tmp_path)
    assert len(history.incidents) == MAX_INCIDENTS
    assert history.incident_count > 4000
    assert percent(history.checks, history.failed) == pytest.approx(50, abs=0.1)


def test_rows_after_a_clock_was_set_back_wait_for_their_time(tmp_path: Path) -> None:
    write_checks(tmp_path, [*times(MIDNIGHT, NOW), *times(NOW + DAY, NOW + 2 * DAY)])
    history = history_of(tmp_path)
    assert (history.checks, history.state(NOW)) == (48, "up")
    assert list(history.days) == [MIDNIGHT.date()]


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"\0" * 5000, b"\xff\xfe,,\n", b"2026-11-29T00:00:00Z,https://toponaut.example/\n", b"x" * 100_000 + b"\n",
        b"2026-11-29T00:00:00Z,https://toponaut.example/,0,503", b'2026-11-29T00:00:00Z,https://toponaut.example/,0,"\n',
        b"2026-11-29T00:00:00Z,https://toponaut.example/,0,503,0.1,,a\rb,c\n",
    ],
    ids=["empty", "zeros", "no text", "cut", "long", "no line end", "open quote", "line end inside"],
)  # fmt: skip
def test_damaged_month_costs_only_its_damaged_lines(tmp_path: Path, damage: bytes) -> None:
    write_checks(tmp_path, times(datetime(2026, 11, 1, tzinfo=UTC) - DAY, NOW))
    path = monthly_csv.csv_path(tmp_path, "uptime", NOW)
    whole = path.read_bytes()
    path.write_bytes(whole + damage)
    assert history_of(tmp_path).checks == 29 * 96 + 48
    path.write_bytes(damage)
    assert history_of(tmp_path).checks == 96


def test_missing_months_are_not_watched(tmp_path: Path) -> None:
    history = history_of(tmp_path)
    assert (history.checks, history.state(NOW), percent(0, 0)) == (0, "unknown", None)
    assert set(unwatched(history).values()) == {DAY, 12 * HOUR + timedelta(seconds=5)}


def test_every_month_is_read_on_every_day_of_a_leap_year(tmp_path: Path) -> None:
    begin = datetime(2027, 10, 1, tzinfo=UTC)
    write_checks(tmp_path, [begin + number * DAY for number in range(250)])
    for number in range(100, 250):
        now = begin + number * DAY + HOUR
        assert history_of(tmp_path, now).checks == MAX_DAYS, now


def test_share_is_rounded_down() -> None:
    assert percent(8640, 0) == 100
    assert percent(100_000, 1) == 99.99
    assert percent(3, 3) == 0


@pytest.mark.parametrize(
    ("status", "reason", "words"),
    [
        ("503", "status 503", "answered with the status 503"),
        ("302", "status 302: redirects to http://10.0.0.5:9000/admin?token=secret", "answered with the status 302"),
        ("200", "'Toponaut' is not in the page", "answered with a page that lacks the expected words"),
        ("200", "no answer within 10 s", "gave no answer within 10 s"),
        ("", "no answer within 10 s", "gave no answer within 10 s"),
        ("", "certificate: self-signed certificate in 10.0.0.5", "had a certificate that browsers refuse"),
        ("", "its name is not known", "had a name that DNS did not know"),
        ("", "Connection refused by 10.0.0.5 <script>", "accepted no connection"),
        ("<b>", "", "accepted no connection"),
    ],
)
def test_reason_is_in_the_pages_own_words(status: str, reason: str, words: str) -> None:
    assert public_reason(status, reason) == words


def test_reasons_of_the_probes_are_known(monitor: MonitorUnderTest) -> None:
    """The words that probes.py writes are those that the page translates."""
    monitor.site.page = b"another page"
    monitor.run_round()
    (incident,) = history_of(monitor.state, monitor.now, f"{monitor.site.url}/").incidents
    assert incident.reasons == ["answered with a page that lacks the expected words"]
