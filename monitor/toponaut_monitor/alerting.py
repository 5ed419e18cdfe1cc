"""Sends the alerts that are due by each channel: the log, SMS, e-mail, a webhook.

The channels do not depend on each other. If one fails, its alerts stay due for it, so the next round tries again. All
that is due for a channel goes into one message. A fault that causes many alerts costs a bounded number of messages.
"""

import time
from dataclasses import replace
from datetime import datetime

from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channels import Channel, Log, Sleep, configured_channels, log_channel
from toponaut_monitor.errors import NotSent
from toponaut_monitor.incidents import Incident, due_alert, mark_alerted, mark_failed
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.state_files import LOG_KEY, ChannelState, MonitorState, write_state
from toponaut_sidecar.errors import SidecarError

MAX_MESSAGES_PER_DAY = 20  # sent by a channel
MAX_FAILURES_PER_DAY = 100  # of a channel: a round every 15 minutes tries 96 times


def send_alerts(
    settings: MonitorSettings, state: MonitorState, now: datetime, *, log: Log = print, sleep: Sleep = time.sleep
) -> MonitorState:
    """Send the alerts that are due; returns the new state.

    After each channel the state is written to its file, so that no alert is sent twice if this process is killed.
    """
    for channel in [log_channel(log), *configured_channels(settings, sleep)]:
        due = {key: text for key, one in state.incidents.items() if (text := due_alert(one, channel.key, now))}
        if due:
            state = _send_due(channel, settings, state, due, now, log)
            write_state(settings.state, state)
    return state


def unsent_alerts(settings: MonitorSettings, state: MonitorState, now: datetime) -> list[str]:
    """The keys of the alerts that have reached nobody: they are due for every channel."""
    channels = configured_channels(settings)
    return [
        key
        for key, incident in state.incidents.items()
        if channels and all(due_alert(incident, channel.key, now) for channel in channels)
    ]


def deliver(channel: Channel, message: AlertMessage, state: MonitorState, now: datetime) -> MonitorState:
    """Send a message if the channel has messages left today; returns the state that counts it. Raises NotSent."""
    today = count_of_today(state, channel.key, now)
    if channel.key != LOG_KEY and today.sent >= MAX_MESSAGES_PER_DAY:
        raise NotSent(f"the {MAX_MESSAGES_PER_DAY} messages of this day are used up.")
    if today.failed >= MAX_FAILURES_PER_DAY:
        raise NotSent(f"it has failed {today.failed} times today, so it is tried again tomorrow.")
    channel.send(message)
    return _with_count(state, channel.key, replace(today, sent=today.sent + 1))


def count_failure(state: MonitorState, channel: str, now: datetime) -> MonitorState:
    today = count_of_today(state, channel, now)
    return _with_count(state, channel, replace(today, failed=min(today.failed + 1, MAX_FAILURES_PER_DAY)))


def count_of_today(state: MonitorState, channel: str, now: datetime) -> ChannelState:
    """What the channel has sent and failed to send on this day."""
    before, day = state.channels.get(channel, ChannelState()), f"{now:%Y-%m-%d}"
    return before if before.day == day else replace(before, day=day, sent=0, failed=0)


def _send_due(
    channel: Channel, settings: MonitorSettings, state: MonitorState, due: dict[str, str], now: datetime, log: Log
) -> MonitorState:
    try:
        state = deliver(channel, AlertMessage(settings.host, tuple(due.values())), state, now)
    except SidecarError as error:
        log(f"monitor: {channel.description}: the alert could not be sent and stays due: {error}")
        failed = {key: mark_failed(state.incidents[key], channel.key, str(error)) for key in due}
        return _with_incidents(count_failure(state, channel.key, now), failed)
    return _with_incidents(state, {key: mark_alerted(state.incidents[key], channel.key, now) for key in due})


def _with_incidents(state: MonitorState, changed: dict[str, Incident]) -> MonitorState:
    return replace(state, incidents={**state.incidents, **changed})


def _with_count(state: MonitorState, channel: str, count: ChannelState) -> MonitorState:
    return replace(state, channels=state.channels | {channel: count})
