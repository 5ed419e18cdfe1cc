"""When the next run is due, whatever became of the last one, and of the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from toponaut_backup.schedule import CATCH_UP, check, due, late
from toponaut_backup.settings import BadSettings

DAILY = "17 3 * * *"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY, TOMORROW = NOON.replace(hour=3, minute=17), datetime(2026, 11, 25, 3, 17, tzinfo=UTC)


def test_the_next_time_that_the_expression_names() -> None:
    assert due(DAILY, NOON, None) == TOMORROW
    assert due("*/10 * * * *", NOON, None) == NOON + timedelta(minutes=10)


def test_after_a_run_of_today_it_is_tomorrow() -> None:
    assert due(DAILY, NOON, TODAY + timedelta(minutes=1)) == TOMORROW


def test_one_that_was_missed_is_made_up_for() -> None:
    assert due(DAILY, NOON, NOON - timedelta(days=3)) == NOON + CATCH_UP


def test_a_clock_that_was_set_back_does_not_put_it_off() -> None:
    assert due(DAILY, NOON, NOON + timedelta(days=365)) == TOMORROW


def test_the_second_run_without_a_success_is_late() -> None:
    assert late(DAILY, TODAY) == TODAY + timedelta(days=2, hours=1)


@pytest.mark.parametrize("expression", ["", "daily", "17 3 * *", "17 25 * * *", "* * * * * *", "@daily"])
def test_what_is_no_cron_expression(expression: str) -> None:
    with pytest.raises(BadSettings, match="BACKUP_SCHEDULE"):
        check(expression)
