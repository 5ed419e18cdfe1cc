"""A clock that jumps by a day, forward or back, sends no flood of alerts and silences none."""

from datetime import timedelta

import pytest

from toponaut_monitor.tests.conftest import MonitorUnderTest

DAY = timedelta(days=1)
JUMPS = pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])


@JUMPS
def test_jump_without_a_problem_sends_nothing(monitor: MonitorUnderTest, jump: timedelta) -> None:
    monitor.run_rounds(hours=1)
    monitor.now += jump
    monitor.run_rounds(hours=1)
    monitor.now -= jump
    monitor.run_rounds(hours=1)
    assert monitor.sms_texts == []


@JUMPS
def test_jump_in_an_outage_sends_one_reminder_at_most(monitor: MonitorUnderTest, jump: timedelta) -> None:
    monitor.site.status = 503
    monitor.run_rounds(hours=1)
    monitor.now += jump
    monitor.run_rounds(hours=1)
    assert len(monitor.sms_texts) == 2
    monitor.now -= jump
    monitor.run_rounds(hours=1)
    assert len(monitor.sms_texts) == 3


@JUMPS
def test_reminders_and_the_end_are_sent_after_a_jump(monitor: MonitorUnderTest, jump: timedelta) -> None:
    monitor.site.status = 503
    monitor.run_round()
    monitor.now += jump
    monitor.run_round()
    before = len(monitor.sms_texts)
    monitor.run_rounds(hours=6.25)
    assert len(monitor.sms_texts) == before + 1
    monitor.site.status = 200
    monitor.run_round()
    assert "is up again" in monitor.sms_texts[-1]


@JUMPS
def test_outage_after_a_jump_is_an_alert(monitor: MonitorUnderTest, jump: timedelta) -> None:
    monitor.site.status = 503
    monitor.run_round()
    monitor.site.status = 200
    monitor.run_round()
    monitor.now += jump
    monitor.run_rounds(hours=1.5)
    assert len(monitor.sms_texts) == 2
    monitor.site.status = 503
    monitor.run_round()
    assert len(monitor.sms_texts) == 3
    monitor.site.status = 200
    monitor.run_rounds(hours=1.5)
    assert len(monitor.sms_texts) == 4


def test_flapping_end_is_announced_after_a_jump_back(monitor: MonitorUnderTest) -> None:
    for status in (503, 200, 503, 200):
        monitor.site.status = status
        monitor.run_round()
    assert len(monitor.sms_texts) == 3
    monitor.now -= DAY
    monitor.run_rounds(hours=1.5)
    assert len(monitor.sms_texts) == 4
    assert "is up again" in monitor.sms_texts[-1]


@JUMPS
def test_used_up_messages_return_with_the_next_day(monitor: MonitorUnderTest, jump: timedelta) -> None:
    for number in range(21):
        monitor.environ["MONITOR_URLS"] = f"{monitor.site.url}/,http://127.0.0.1:1/{number}"
        monitor.run_round()
    assert len(monitor.sms_texts) == 20
    monitor.now += jump
    monitor.run_round()
    assert len(monitor.sms_texts) == 21
