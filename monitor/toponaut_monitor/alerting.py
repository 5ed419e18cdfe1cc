"""Sends the alerts that are due: to the log, and in one SMS if SMS is configured.

If the SMS fails, its alerts stay due, so the next round tries again.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from toponaut_monitor import sms
from toponaut_monitor.errors import SmsNotSent
from toponaut_monitor.incidents import due_alert, mark_alerted, mark_failed
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.state_files import MonitorState, write_state
from toponaut_sidecar.errors import NotConfigured, SidecarError

MAX_SMS_PER_DAY = 20  # limits the cost of a fault that causes many alerts
MAX_SMS_CHARS = 480  # three parts of an SMS; the log has the whole text

Log = Callable[[str], object]
Sleep = Callable[[float], object]


def send_alerts(
    settings: MonitorSettings, state: MonitorState, now: datetime, *, log: Log = print, sleep: Sleep = time.sleep
) -> MonitorState:
    """Send the alerts that are due; returns the new state.

    The state is also written to its file at once, so that no alert is sent twice if this process is killed.
    """
    texts = {key: text for key, incident in state.incidents.items() if (text := due_alert(incident, now))}
    if not texts:
        return state
    for text in texts.values():
        log(f"monitor: ALERT {text}")
    try:
        after = _send_sms(settings, state, texts, now, sleep)
    except NotConfigured:
        after = _mark_alerted(state, texts, now, by_sms=False)
    except SidecarError as error:
        log(f"monitor: the SMS could not be sent; the next round tries again: {error}")
        after = _mark_failed(state, texts, str(error))
    write_state(settings.state, after)
    return after


def unsent_alerts(state: MonitorState, now: datetime) -> list[str]:
    """The keys of the alerts that are still due."""
    return [key for key, incident in state.incidents.items() if due_alert(incident, now)]


def _send_sms(
    settings: MonitorSettings, state: MonitorState, texts: dict[str, str], now: datetime, sleep: Sleep
) -> MonitorState:
    account, day = settings.twilio_account(), f"{now:%Y-%m-%d}"
    sent_today = state.sms_count if state.sms_day == day else 0
    if sent_today >= MAX_SMS_PER_DAY:
        raise SmsNotSent(f"the {MAX_SMS_PER_DAY} SMS of this day are used up.")
    sms.send(account, sms_text(settings, list(texts.values())), sleep=sleep)
    return replace(_mark_alerted(state, texts, now, by_sms=True), sms_day=day, sms_count=sent_today + 1)


def _mark_alerted(state: MonitorState, texts: dict[str, str], now: datetime, *, by_sms: bool) -> MonitorState:
    marked = {key: mark_alerted(state.incidents[key], now, by_sms=by_sms) for key in texts}
    return replace(state, incidents=state.incidents | marked)


def _mark_failed(state: MonitorState, texts: dict[str, str], error: str) -> MonitorState:
    marked = {key: mark_failed(state.incidents[key], error) for key in texts}
    return replace(state, incidents=state.incidents | marked)


def sms_text(settings: MonitorSettings, texts: list[str]) -> str:
    """All alerts of a round in one message, cut to MAX_SMS_CHARS."""
    text = f"Toponaut {settings.host}: " + "; ".join(texts)
    ending = f" … ({len(texts)} in all)"
    return text if len(text) <= MAX_SMS_CHARS else text[: MAX_SMS_CHARS - len(ending)] + ending
