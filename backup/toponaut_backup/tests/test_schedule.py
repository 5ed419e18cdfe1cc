"""When the next run is due, even after missed runs and changes of the clock; when a backup is overdue."""

from datetime import UTC, datetime, timedelta

import pytest

from toponaut_backup.schedule import CATCH_UP_DELAY, check_expression, due_time, overdue_time
from toponaut_sidecar.errors import InvalidSettings

DAILY = "17 3 * * *"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY, TOMORROW = NOON.replace(hour=3, minute=17), datetime(2026, 11, 25, 3, 17, tzinfo=UTC)


def test_next_time_of_the_expression() -> None:
    assert due_time(DAILY, NOON, None) == TOMORROW
    assert due_time("*/10 * * * *", NOON, None) == NOON + timedelta(minutes=10)


def test_next_run_is_tomorrow_after_todays_run() -> None:
    assert due_time(DAILY, NOON, TODAY + timedelta(minutes=1)) == TOMORROW


def test_missed_run_is_made_up_for() -> None:
    assert due_time(DAILY, NOON, NOON - timedelta(days=3)) == NOON + CATCH_UP_DELAY


def test_last_run_in_the_future_is_ignored() -> None:
    assert due_time(DAILY, NOON, NOON + timedelta(days=365)) == TOMORROW


def test_clock_that_jumped_a_day_and_back_takes_no_second_backup() -> None:
    """Planned while the clock was a day behind, the run would be due at once when the clock is right again."""
    day_behind = NOON - timedelta(days=1)
    assert due_time(DAILY, day_behind, None) == TODAY  # passed, once the clock is right
    assert due_time(DAILY, NOON, TODAY + timedelta(minutes=1)) == TOMORROW  # planned again: see sleep_loop.sh


def test_overdue_after_two_runs_without_a_success() -> None:
    assert overdue_time(DAILY, TODAY) == TODAY + timedelta(days=2, hours=1)


@pytest.mark.parametrize("expression", ["", "daily", "17 3 * *", "17 25 * * *", "* * * * * *", "@daily"])
def test_invalid_expression_is_refused(expression: str) -> None:
    with pytest.raises(InvalidSettings, match="BACKUP_SCHEDULE"):
        check_expression(expression)
