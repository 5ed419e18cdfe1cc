"""Settings from the environment, the token from its file; what cannot be used is named, and the token never shown."""

from pathlib import Path

import pytest

from toponaut_monitor.errors import Unconfigured
from toponaut_monitor.settings import OWN, BadSettings, Target, read_settings

SMS = {"TWILIO_ACCOUNT_SID": "AC0123456789", "TWILIO_FROM": "+15005550006", "TWILIO_TO": "+436601234567"}


def test_without_anything_it_watches_the_own_site_and_tells_the_log() -> None:
    settings = read_settings({})
    assert settings.targets == (Target(f"{OWN}/", "Toponaut"), Target(f"{OWN}/readyz", "ok"))
    assert (settings.seconds, settings.retry_seconds, settings.deadman_url) == (900, 20, "")
    assert settings.probes[0] == ("1.1.1.1", 53)
    with pytest.raises(Unconfigured, match="set TWILIO_ACCOUNT_SID"):
        settings.twilio()


def test_empty_counts_as_unset() -> None:
    names = ("MONITOR_URLS", "MONITOR_SECONDS", "MONITOR_RETRY_SECONDS", "MONITOR_PROBES", "DEADMAN_URL", "TWILIO_URL",
             "TWILIO_ACCOUNT_SID", "TWILIO_FROM", "TWILIO_TO", "MONITOR_DIR", "ALLOWED_HOSTS")  # fmt: skip
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


def test_addresses_and_the_words_of_their_pages() -> None:
    text = " https://a.example/ | How many cities , http://b.example:8080/x?y "
    found = read_settings({"MONITOR_URLS": text.replace("/ |", "/|")}).targets
    assert found == (Target("https://a.example/", "How many cities"), Target("http://b.example:8080/x?y", ""))
    assert all(target.outside for target in found)
    assert not read_settings({}).targets[0].outside


@pytest.mark.parametrize(
    ("hosts", "host"), [("a.example,b.example", "a.example"), (".a.example", "a.example"), ("*", "localhost")]
)
def test_the_name_that_the_own_site_answers_to(hosts: str, host: str) -> None:
    assert read_settings({"ALLOWED_HOSTS": hosts}).host == host


def test_the_token_comes_from_a_file_and_does_not_show(tmp_path: Path) -> None:
    (tmp_path / "twilio_token").write_text("the-token\n")
    way = read_settings(SMS | {"SECRETS": str(tmp_path)}).twilio()
    assert (way.token, way.to, way.url) == ("the-token", "+436601234567", "https://api.twilio.com")
    assert "the-token" not in repr(way)


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_without_a_token_it_is_named(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "twilio_token").write_text(text)
    with pytest.raises(BadSettings, match="twilio_token"):
        read_settings(SMS | {"SECRETS": str(tmp_path)}).twilio()


@pytest.mark.parametrize("name", ["TWILIO_FROM", "TWILIO_TO"])
def test_an_account_without_its_numbers(name: str) -> None:
    with pytest.raises(BadSettings, match=f"{name} is not"):
        read_settings(SMS | {name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MONITOR_URLS", "toponaut.example"),
        ("MONITOR_URLS", "https://a.example/,,"),
        ("MONITOR_URLS", ",".join(f"https://a.example/{n}" for n in range(21))),
        ("MONITOR_SECONDS", "soon"),
        ("MONITOR_SECONDS", "4"),
        ("MONITOR_SECONDS", "3601"),
        ("MONITOR_RETRY_SECONDS", "-1"),
        ("MONITOR_PROBES", "1.1.1.1"),
        ("DEADMAN_URL", "hc-ping.com/x"),
        ("TWILIO_ACCOUNT_SID", "SK0123456789"),
        ("TWILIO_TO", "0660 1234567"),
        ("TWILIO_FROM", "x"),
        ("TWILIO_URL", "api.twilio.com"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings({name: value})
