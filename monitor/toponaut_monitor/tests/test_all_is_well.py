"""The weekly message that all is well: off by default, on one day, by the chosen channels, never while it is untrue."""

from datetime import datetime, timedelta

import pytest

from toponaut_monitor.tests.conftest import FIRST_ROUND, MonitorUnderTest
from toponaut_monitor.tests.fake_servers import FakeWebhook

TEXT = "Toponaut localhost: all is well: 1 of 1 addresses are up. This message comes once a week."
THURSDAY = FIRST_ROUND + timedelta(days=1)


@pytest.fixture
def weekly(monitor: MonitorUnderTest) -> MonitorUnderTest:
    monitor.environ["ALL_IS_WELL_DAY"] = "thursday"
    return monitor


def run_hourly_rounds(monitor: MonitorUnderTest, start: datetime, hours: int) -> None:
    for hour in range(hours):
        monitor.now = start + timedelta(hours=hour)
        monitor.run_round()


def test_no_message_by_default(monitor: MonitorUnderTest) -> None:
    run_hourly_rounds(monitor, FIRST_ROUND, 24 * 7)
    assert monitor.sms_texts == []


def test_one_message_a_week_in_the_morning(weekly: MonitorUnderTest) -> None:
    run_hourly_rounds(weekly, FIRST_ROUND, 24 + 9)
    assert weekly.sms_texts == []
    run_hourly_rounds(weekly, THURSDAY + timedelta(hours=9), 24 * 7 - 1)
    assert weekly.sms_texts == [TEXT]
    run_hourly_rounds(weekly, THURSDAY + timedelta(days=7, hours=8), 4)
    assert weekly.sms_texts == [TEXT] * 2


def test_no_message_while_there_is_a_problem(weekly: MonitorUnderTest) -> None:
    weekly.site.status = 503
    run_hourly_rounds(weekly, THURSDAY + timedelta(hours=8), 4)
    assert len(weekly.sms_texts) == 1
    assert "is down" in weekly.sms_texts[0]
    weekly.site.status = 200
    run_hourly_rounds(weekly, THURSDAY + timedelta(hours=12), 4)
    assert weekly.sms_texts[-1] == TEXT
    assert len(weekly.sms_texts) == 3


def test_only_chosen_channels_send_it(weekly: MonitorUnderTest, webhook: FakeWebhook) -> None:
    weekly.environ |= {"ALERT_WEBHOOK_FORMAT": "slack", "ALL_IS_WELL_CHANNELS": "webhook"}
    run_hourly_rounds(weekly, THURSDAY + timedelta(hours=9), 3)
    assert weekly.sms_texts == []
    assert webhook.received == [{"text": TEXT}]


def test_failed_message_is_sent_later_on_that_day(weekly: MonitorUnderTest) -> None:
    weekly.fake_twilio.refuses = True
    run_hourly_rounds(weekly, THURSDAY + timedelta(hours=9), 3)
    weekly.fake_twilio.refuses = False
    run_hourly_rounds(weekly, THURSDAY + timedelta(hours=12), 3)
    assert weekly.sms_texts == [TEXT]
