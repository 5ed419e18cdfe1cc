"""Settings from the environment, the token from its file; errors name the variable, and never show the token."""

from pathlib import Path

import pytest

from toponaut_monitor.channel_settings import SmsSettings
from toponaut_monitor.channels import configured_channels
from toponaut_monitor.settings import OWN_SITE, Target, read_settings
from toponaut_sidecar.errors import InvalidSettings

SMS_VARIABLES = {"TWILIO_ACCOUNT_SID": "AC0123456789", "TWILIO_FROM": "+15005550006", "TWILIO_TO": "+436601234567"}

EMAIL_VARIABLES = {
    "ALERT_EMAIL_TO": "ada@example.org, grace@example.org",
    "SMTP_HOST": "smtp.example.org",
    "SMTP_FROM": "alerts@example.org",
}


def sms_settings(variables: dict[str, str]) -> SmsSettings:
    settings = read_settings(variables).sms
    assert settings
    return settings


def test_defaults_watch_the_own_site_without_channels() -> None:
    settings = read_settings({})
    assert settings.targets == (Target(f"{OWN_SITE}/", "Toponaut"), Target(f"{OWN_SITE}/readyz", "ok"))
    assert (settings.seconds, settings.retry_seconds, settings.deadman_url) == (900, 20, "")
    assert settings.internet_addresses[0] == ("1.1.1.1", 53)
    assert configured_channels(settings) == []


def test_empty_variable_counts_as_unset() -> None:
    names = ("MONITOR_URLS", "MONITOR_SECONDS", "MONITOR_RETRY_SECONDS", "MONITOR_PROBES", "DEADMAN_URL", "TWILIO_URL",
             "TWILIO_ACCOUNT_SID", "TWILIO_FROM", "TWILIO_TO", "MONITOR_DIR", "ALLOWED_HOSTS", "ALERT_EMAIL_TO",
             "SMTP_HOST", "SMTP_PORT", "SMTP_ENCRYPTION", "SMTP_USER", "SMTP_FROM", "ALERT_WEBHOOK_FORMAT",
             "ALL_IS_WELL_DAY", "ALL_IS_WELL_CHANNELS")  # fmt: skip
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


def test_urls_and_their_markers() -> None:
    urls = " https://a.example/ | How many cities , http://b.example:8080/x?y "
    targets = read_settings({"MONITOR_URLS": urls.replace("/ |", "/|")}).targets
    assert targets == (Target("https://a.example/", "How many cities"), Target("http://b.example:8080/x?y", ""))
    assert all(target.is_external for target in targets)
    assert not read_settings({}).targets[0].is_external


def test_site_with_tls_is_watched_as_visitors_see_it() -> None:
    tls = {"TLS_DOMAIN": "a.example,www.a.example"}
    own = read_settings({}).targets
    assert read_settings(tls).targets == (Target("https://a.example/", "Toponaut"), *own)
    assert read_settings(tls | {"HTTPS_PORT": "8443"}).targets[0].url == "https://a.example:8443/"
    chosen = read_settings(tls | {"MONITOR_URLS": "https://a.example/|words,https://b.example/"}).targets
    assert chosen == (Target("https://a.example/", "words"), Target("https://b.example/", ""))


@pytest.mark.parametrize(
    ("hosts", "host"), [("a.example,b.example", "a.example"), (".a.example", "a.example"), ("*", "localhost")]
)
def test_host_name_of_the_own_site(hosts: str, host: str) -> None:
    assert read_settings({"ALLOWED_HOSTS": hosts}).host == host


def test_token_is_read_from_a_file_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "twilio_token").write_text("the-token\n")
    settings = sms_settings(SMS_VARIABLES | {"SECRETS": str(tmp_path)})
    assert (settings.token(), settings.recipient, settings.api_url) == (
        "the-token",
        "+436601234567",
        "https://api.twilio.com",
    )
    assert "the-token" not in repr(settings)


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_missing_token_is_named(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "twilio_token").write_text(text)
    with pytest.raises(InvalidSettings, match="twilio_token"):
        sms_settings(SMS_VARIABLES | {"SECRETS": str(tmp_path)}).token()


@pytest.mark.parametrize("name", ["TWILIO_FROM", "TWILIO_TO"])
def test_account_without_numbers_is_refused(name: str) -> None:
    with pytest.raises(InvalidSettings, match=f"{name} is not"):
        read_settings(SMS_VARIABLES | {name: ""})


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
        ("ALERT_EMAIL_TO", "ada"),
        ("ALERT_EMAIL_TO", "ada@example.org grace@example.org"),
        ("SMTP_HOST", "smtp.example.org/x"),
        ("SMTP_PORT", "65536"),
        ("SMTP_PORT", "smtp"),
        ("SMTP_ENCRYPTION", "ssl"),
        ("SMTP_FROM", "Toponaut"),
        ("ALERT_WEBHOOK_FORMAT", "discord"),
        ("ALL_IS_WELL_DAY", "weekly"),
        ("ALL_IS_WELL_CHANNELS", "telephone"),
    ],
)
def test_invalid_value_is_named(name: str, value: str) -> None:
    with pytest.raises(InvalidSettings, match=name):
        read_settings({name: value})


def test_email_settings() -> None:
    email = read_settings(EMAIL_VARIABLES).email
    assert email
    assert (email.port, email.encryption, email.user) == (587, "starttls", "")
    assert email.recipients == ("ada@example.org", "grace@example.org")
    assert read_settings(EMAIL_VARIABLES | {"ALERT_EMAIL_TO": ""}).email is None


@pytest.mark.parametrize("name", ["SMTP_HOST", "SMTP_FROM"])
def test_email_without_a_server_or_a_sender_is_refused(name: str) -> None:
    with pytest.raises(InvalidSettings, match=f"ALERT_EMAIL_TO is set, and {name} is not"):
        read_settings(EMAIL_VARIABLES | {name: ""})


def test_password_without_encryption_is_refused() -> None:
    with pytest.raises(InvalidSettings, match="would send its password unencrypted"):
        read_settings(EMAIL_VARIABLES | {"SMTP_ENCRYPTION": "none", "SMTP_USER": "ada"})


def test_weekly_message_is_off_by_default() -> None:
    assert read_settings({}).all_is_well_day is None
    settings = read_settings({"ALL_IS_WELL_DAY": "sunday", "ALL_IS_WELL_CHANNELS": "email, webhook"})
    assert (settings.all_is_well_day, settings.all_is_well_channels) == (6, frozenset({"email", "webhook"}))
