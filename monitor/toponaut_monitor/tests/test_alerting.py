"""How many SMS are sent over hours and days, with a fake site and a fake Twilio."""

import pytest

from toponaut_monitor import alerting
from toponaut_monitor.tests.conftest import MonitorUnderTest

REFUSED = "Twilio refused: Unable to create record: Authenticate"


def test_no_sms_while_all_is_up(monitor: MonitorUnderTest) -> None:
    monitor.run_rounds(hours=6)
    assert monitor.sms_texts == []


def test_outage_is_one_sms_at_its_start_and_one_at_its_end(monitor: MonitorUnderTest) -> None:
    monitor.run_round()
    monitor.site.status = 503
    monitor.run_rounds(hours=1)
    monitor.site.status = 200
    monitor.run_rounds(hours=3)
    url = f"{monitor.site.url}/"
    assert monitor.sms_texts == [
        f"Toponaut localhost: {url} is down: status 503",
        f"Toponaut localhost: {url} is up again, after 1 h 00 min",
    ]


def test_failure_that_a_retry_does_not_confirm_is_not_an_outage(monitor: MonitorUnderTest) -> None:
    monitor.site.next_statuses = [503, 503]
    monitor.run_round()
    assert monitor.site.requested_paths == ["/"] * 3
    assert monitor.pauses == [20, 20]
    assert monitor.sms_texts == []


def test_reminder_every_six_hours(monitor: MonitorUnderTest) -> None:
    monitor.site.status = 500
    monitor.run_rounds(hours=24)
    monitor.site.status = 200
    monitor.run_round()
    first, *reminders, last = monitor.sms_texts
    assert "is down" in first
    assert [text.split(": ")[1] for text in reminders] == ["still, for 6 h 00 min", "still, for 12 h 00 min",
                                                           "still, for 18 h 00 min"]  # fmt: skip
    assert last.endswith("is up again, after 24 h 00 min")


def test_flapping_costs_a_few_sms_a_day(monitor: MonitorUnderTest) -> None:
    for _ in range(48):  # a day
        monitor.site.status = 503
        monitor.run_round()
        monitor.site.status = 200
        monitor.run_round()
    assert len(monitor.sms_texts) == 6
    assert monitor.sms_texts[2].endswith("(again: it is unsteady)")
    assert all("still, for" in text for text in monitor.sms_texts[3:])
    monitor.run_rounds(hours=2)
    assert len(monitor.sms_texts) == 7
    assert monitor.sms_texts[-1].endswith("is up again, after 23 h 15 min")


def test_alerts_are_sent_later_if_twilio_refuses(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.refuses = True
    monitor.site.status = 503
    monitor.run_rounds(hours=2)
    (alert,) = monitor.status["alerts"]
    assert (alert["sent"], alert["error"]) == (None, f"sms: {REFUSED}")
    monitor.fake_twilio.refuses = False
    monitor.run_rounds(hours=2)
    assert len(monitor.sms_texts) == 1
    assert monitor.status["alerts"][0]["sent"] == "2026-11-25T02:00:00Z"
    monitor.fake_twilio.refuses = True
    monitor.site.status = 200
    monitor.run_rounds(hours=2)
    assert len(monitor.sms_texts) == 1
    monitor.fake_twilio.refuses = False
    monitor.run_rounds(hours=2)
    assert len(monitor.sms_texts) == 2
    assert monitor.sms_texts[-1].endswith("is up again, after 4 h 00 min")


def test_outage_that_ended_before_its_alert_is_one_sms(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.refuses = True
    monitor.site.status = 503
    monitor.run_rounds(hours=1)
    monitor.site.status = 200
    monitor.run_round()
    monitor.fake_twilio.refuses = False
    monitor.run_rounds(hours=3)
    assert len(monitor.sms_texts) == 1
    assert monitor.sms_texts[0].endswith("is up again, after 1 h 00 min")


def test_undelivered_sms_is_sent_again(monitor: MonitorUnderTest) -> None:
    monitor.fake_twilio.statuses = ["sent", "undelivered"]
    monitor.site.status = 503
    monitor.run_round()
    assert monitor.status["alerts"][0]["error"] == "sms: Twilio says undelivered, error 30003."
    monitor.fake_twilio.statuses = ["delivered"]
    monitor.run_rounds(hours=1)
    assert len(monitor.sms_texts) == 2


def test_own_network_down_is_not_an_outage(monitor: MonitorUnderTest) -> None:
    monitor.run_round()
    monitor.environ["MONITOR_PROBES"] = "127.0.0.1:1"
    monitor.site.status = 503  # unreachable
    monitor.run_rounds(hours=8)
    assert monitor.sms_texts == []
    assert monitor.status["targets"][0]["state"] == "unknown"
    assert any("our own network is down" in line for line in monitor.logged)
    assert (monitor.state / "uptime-2026-11.csv").read_text().count(",our own network is down\n") == 32
    monitor.site.status = 200
    monitor.environ["MONITOR_PROBES"] = f"127.0.0.1:{monitor.fake_twilio.port}"
    monitor.run_rounds(hours=1)
    assert monitor.sms_texts == []
    assert monitor.status["targets"][0]["state"] == "up"


def test_outage_continues_while_the_own_network_is_down(monitor: MonitorUnderTest) -> None:
    monitor.site.status = 503
    monitor.run_round()
    probes, monitor.environ["MONITOR_PROBES"] = monitor.environ["MONITOR_PROBES"], "127.0.0.1:1"
    monitor.run_rounds(hours=1)
    monitor.environ["MONITOR_PROBES"] = probes
    monitor.site.status = 200
    monitor.run_round()
    assert len(monitor.sms_texts) == 2
    assert monitor.sms_texts[-1].endswith("after 1 h 15 min")


def test_own_network_is_up_if_any_address_answers(monitor: MonitorUnderTest) -> None:
    monitor.environ["MONITOR_URLS"] += f",{monitor.fake_twilio.url}/|sid,http://127.0.0.1:1/"
    monitor.environ["MONITOR_PROBES"] = "127.0.0.1:1"
    monitor.fake_twilio._next_statuses = ["delivered"]
    monitor.site.status = 503
    monitor.run_round()
    assert len(monitor.sms_texts) == 1
    assert "(2 in all)" not in monitor.sms_texts[0]
    assert monitor.sms_texts[0].count("is down") == 2  # one SMS for the round


def test_sms_per_day_are_limited(monitor: MonitorUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerting, "MAX_MESSAGES_PER_DAY", 2)
    monitor.site.status = 503
    monitor.run_rounds(hours=20)
    assert len(monitor.sms_texts) == 2
    assert "are used up" in monitor.status["alerts"][0]["error"]
    monitor.run_rounds(hours=5)
    assert len(monitor.sms_texts) == 3  # another day
    assert monitor.sms_texts[-1].startswith("Toponaut localhost: still, for 24 h 00 min")


def test_without_an_account_alerts_go_to_log_and_dashboard(monitor: MonitorUnderTest) -> None:
    monitor.environ["TWILIO_ACCOUNT_SID"] = ""
    monitor.site.status = 503
    monitor.run_rounds(hours=3)
    assert monitor.sms_texts == []
    assert [line for line in monitor.logged if "ALERT" in line] == [
        f"monitor: ALERT {monitor.site.url}/ is down: status 503"
    ]
    assert monitor.status["channels"] == []
    (alert,) = monitor.status["alerts"]
    assert (alert["key"], alert["sent"], alert["error"]) == (f"down:{monitor.site.url}/", None, None)


def test_removed_address_is_not_up_again(monitor: MonitorUnderTest) -> None:
    monitor.site.status = 503
    monitor.run_round()
    monitor.environ["MONITOR_URLS"] = f"{monitor.site.url}/other"
    monitor.site.status = 200
    monitor.run_rounds(hours=2)
    assert len(monitor.sms_texts) == 1
    assert monitor.status["alerts"] == []


def test_broken_state_file_is_replaced(monitor: MonitorUnderTest) -> None:
    monitor.site.status = 503
    monitor.run_round()
    (monitor.state / "state.json").write_text("{")
    monitor.run_round()
    assert len(monitor.sms_texts) == 2  # sent twice rather than never
