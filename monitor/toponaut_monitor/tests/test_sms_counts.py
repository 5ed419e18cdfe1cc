"""How many SMS people get for what happens, over hours, with a real site and a real gateway at the two ends."""

import pytest

from toponaut_monitor import telling
from toponaut_monitor.tests.conftest import Monitor

REFUSED = "Twilio refused: Unable to create record: Authenticate"


def test_all_well_costs_nothing(monitor: Monitor) -> None:
    monitor.rounds(hours=6)
    assert monitor.texts == []


def test_one_when_it_is_down_and_one_when_it_is_up_again_with_how_long_it_was(monitor: Monitor) -> None:
    monitor.round()
    monitor.site.status = 503
    monitor.rounds(hours=1)
    monitor.site.status = 200
    monitor.rounds(hours=3)
    url = f"{monitor.site.url}/"
    assert monitor.texts == [
        f"Toponaut localhost: {url} is down: status 503",
        f"Toponaut localhost: {url} is up again, after 1 h 00 min",
    ]


def test_a_failure_that_passes_within_the_round_is_none(monitor: Monitor) -> None:
    monitor.site.script = [503, 503]
    monitor.round()
    assert monitor.site.asked == ["/"] * 3
    assert monitor.slept == [20, 20]
    assert monitor.texts == []


def test_a_long_outage_is_remembered_every_six_hours(monitor: Monitor) -> None:
    monitor.site.status = 500
    monitor.rounds(hours=24)
    monitor.site.status = 200
    monitor.round()
    first, *reminders, last = monitor.texts
    assert "is down" in first
    assert [text.split(": ")[1] for text in reminders] == ["still, for 6 h 00 min", "still, for 12 h 00 min",
                                                           "still, for 18 h 00 min"]  # fmt: skip
    assert last.endswith("is up again, after 24 h 00 min")


def test_flapping_costs_a_few_a_day_and_not_one_each_round(monitor: Monitor) -> None:
    for _ in range(48):  # a day
        monitor.site.status = 503
        monitor.round()
        monitor.site.status = 200
        monitor.round()
    assert len(monitor.texts) == 6
    assert monitor.texts[2].endswith("(again: it is unsteady)")
    assert all("still, for" in text for text in monitor.texts[3:])
    monitor.rounds(hours=2)
    assert len(monitor.texts) == 7
    assert monitor.texts[-1].endswith("is up again, after 23 h 15 min")


def test_while_the_gateway_fails_nothing_counts_as_sent_and_all_is_told_later(monitor: Monitor) -> None:
    monitor.gateway.refuses = True
    monitor.site.status = 503
    monitor.rounds(hours=2)
    (alert,) = monitor.status["alerts"]
    assert (alert["sent"], alert["error"]) == (None, REFUSED)
    monitor.gateway.refuses = False
    monitor.rounds(hours=2)
    assert len(monitor.texts) == 1
    assert monitor.status["alerts"][0]["sent"] == "2026-11-25T02:00:00Z"
    monitor.gateway.refuses = True
    monitor.site.status = 200
    monitor.rounds(hours=2)
    assert len(monitor.texts) == 1
    monitor.gateway.refuses = False
    monitor.rounds(hours=2)
    assert len(monitor.texts) == 2
    assert monitor.texts[-1].endswith("is up again, after 4 h 00 min")


def test_an_outage_that_ended_before_it_could_be_told_is_told_once(monitor: Monitor) -> None:
    monitor.gateway.refuses = True
    monitor.site.status = 503
    monitor.rounds(hours=1)
    monitor.site.status = 200
    monitor.round()
    monitor.gateway.refuses = False
    monitor.rounds(hours=3)
    assert len(monitor.texts) == 1
    assert monitor.texts[0].endswith("is up again, after 1 h 00 min")


def test_what_the_carrier_lost_is_sent_again(monitor: Monitor) -> None:
    monitor.gateway.becomes = ["sent", "undelivered"]
    monitor.site.status = 503
    monitor.round()
    assert monitor.status["alerts"][0]["error"] == "Twilio says undelivered, error 30003."
    monitor.gateway.becomes = ["delivered"]
    monitor.rounds(hours=1)
    assert len(monitor.texts) == 2


def test_our_own_network_down_blames_nobody(monitor: Monitor) -> None:
    monitor.round()
    monitor.environ["MONITOR_PROBES"] = "127.0.0.1:1"
    monitor.site.status = 503  # as good as away
    monitor.rounds(hours=8)
    assert monitor.texts == []
    assert monitor.status["targets"][0]["state"] == "unknown"
    assert any("our own network is down" in line for line in monitor.said)
    assert (monitor.state / "uptime-2026-11.csv").read_text().count(",our own network is down\n") == 32
    monitor.site.status = 200
    monitor.environ["MONITOR_PROBES"] = f"127.0.0.1:{monitor.gateway.port}"
    monitor.rounds(hours=1)
    assert monitor.texts == []
    assert monitor.status["targets"][0]["state"] == "up"


def test_an_outage_goes_on_while_our_own_network_is_down(monitor: Monitor) -> None:
    monitor.site.status = 503
    monitor.round()
    probes, monitor.environ["MONITOR_PROBES"] = monitor.environ["MONITOR_PROBES"], "127.0.0.1:1"
    monitor.rounds(hours=1)
    monitor.environ["MONITOR_PROBES"] = probes
    monitor.site.status = 200
    monitor.round()
    assert len(monitor.texts) == 2
    assert monitor.texts[-1].endswith("after 1 h 15 min")


def test_where_another_address_answers_it_is_not_our_network(monitor: Monitor) -> None:
    monitor.environ["MONITOR_URLS"] += f",{monitor.gateway.url}/|sid,http://127.0.0.1:1/"
    monitor.environ["MONITOR_PROBES"] = "127.0.0.1:1"
    monitor.gateway._left = ["delivered"]
    monitor.site.status = 503
    monitor.round()
    assert len(monitor.texts) == 1
    assert "(2 in all)" not in monitor.texts[0]
    assert monitor.texts[0].count("is down") == 2  # one SMS for the round


def test_no_more_than_twenty_a_day(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_A_DAY", 2)
    monitor.site.status = 503
    monitor.rounds(hours=20)
    assert len(monitor.texts) == 2
    assert "are used up" in monitor.status["alerts"][0]["error"]
    monitor.rounds(hours=5)
    assert len(monitor.texts) == 3  # another day
    assert monitor.texts[-1].startswith("Toponaut localhost: still, for 24 h 00 min")


def test_without_credentials_alerts_go_to_the_log_once_and_to_the_dashboard(monitor: Monitor) -> None:
    monitor.environ["TWILIO_ACCOUNT_SID"] = ""
    monitor.site.status = 503
    monitor.rounds(hours=3)
    assert monitor.texts == []
    assert [line for line in monitor.said if "ALERT" in line] == [
        f"monitor: ALERT {monitor.site.url}/ is down: status 503"
    ]
    assert monitor.status["sms"] is False
    (alert,) = monitor.status["alerts"]
    assert (alert["key"], alert["sent"], alert["error"]) == (f"down:{monitor.site.url}/", None, None)


def test_an_address_that_leaves_the_settings_is_not_up_again(monitor: Monitor) -> None:
    monitor.site.status = 503
    monitor.round()
    monitor.environ["MONITOR_URLS"] = f"{monitor.site.url}/other"
    monitor.site.status = 200
    monitor.rounds(hours=2)
    assert len(monitor.texts) == 1
    assert monitor.status["alerts"] == []


def test_a_broken_state_file_is_begun_anew(monitor: Monitor) -> None:
    monitor.site.status = 503
    monitor.round()
    (monitor.state / "state.json").write_text("{")
    monitor.round()
    assert len(monitor.texts) == 2  # told again rather than never
