"""The channels that alerts are sent by: the log always, and those that the settings name."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.errors import NotSent
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.state_files import EMAIL_KEY, LOG_KEY, SMS_KEY, WEBHOOK_KEY
from toponaut_sidecar.errors import SidecarError

MAX_SEND_SECONDS = 120  # no channel delays the others for longer; Twilio's polls take half a minute
MAX_SMS_CHARS = 480  # three parts of an SMS; the log has the whole text
SWITCHES = {SMS_KEY: "TWILIO_ACCOUNT_SID", EMAIL_KEY: "ALERT_EMAIL_TO", WEBHOOK_KEY: "ALERT_WEBHOOK_FORMAT"}
NO_CHANNEL = (
    "no channel for alerts is configured, so they go to the log and the dashboard only. To get SMS, set "
    f"{SWITCHES[SMS_KEY]} in .env, to get e-mail {SWITCHES[EMAIL_KEY]}, to call a webhook {SWITCHES[WEBHOOK_KEY]}: "
    ".env.example explains what belongs to each. Then write its secret into the folder of secrets, and run `make up`."
)

Log = Callable[[str], object]
Sleep = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Channel:
    """`transmit` sends a message and returns what the other side said about it. It raises SidecarError."""

    key: str  # in the state file, and in ALL_IS_WELL_CHANNELS
    description: str  # for people, with the recipient
    transmit: Callable[[AlertMessage], str]

    def send(self, message: AlertMessage) -> str:
        """Send a message; returns what the other side said. Raises SidecarError, and no other error."""
        try:
            with _deadline(MAX_SEND_SECONDS):
                return self.transmit(message)
        except SidecarError:
            raise
        except Exception as error:  # an error of one channel must not stop the others
            raise NotSent(f"unexpected error: {type(error).__name__}.") from error


def log_channel(log: Log) -> Channel:
    def write(message: AlertMessage) -> str:
        for text in message.texts:
            log(f"monitor: ALERT {text}")
        return "written"

    return Channel(LOG_KEY, "the log", write)


def configured_channels(settings: MonitorSettings, sleep: Sleep = time.sleep) -> list[Channel]:
    """The channels that reach people; none if none is configured.

    Each imports its modules when it sends something: Twilio's take 26 MB, and most rounds send nothing.
    """
    channels = []
    if sms_settings := settings.sms:

        def send_sms(message: AlertMessage) -> str:
            from toponaut_monitor import sms

            return f"Twilio says {sms.send(sms_settings, message.one_line(MAX_SMS_CHARS), sleep=sleep)}"

        channels.append(Channel(SMS_KEY, f"SMS to {sms_settings.recipient}", send_sms))
    if email_settings := settings.email:

        def send_email(message: AlertMessage) -> str:
            from toponaut_monitor import smtp

            return smtp.send(email_settings, message)

        channels.append(Channel(EMAIL_KEY, f"e-mail to {', '.join(email_settings.recipients)}", send_email))
    if webhook_settings := settings.webhook:

        def call_webhook(message: AlertMessage) -> str:
            from toponaut_monitor import webhook

            return webhook.send(webhook_settings, message)

        channels.append(Channel(WEBHOOK_KEY, f"webhook ({webhook_settings.format})", call_webhook))
    return channels


@contextmanager
def _deadline(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the block after this time, even if the other side sends a byte now and then."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
