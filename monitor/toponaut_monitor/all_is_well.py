"""Once a week, a message that all is well: it shows that the monitor works and that its channels reach people.

It is sent on the day that ALL_IS_WELL_DAY names, in the first round after SEND_HOUR without any problem. While there is
a problem, its own alerts show that the monitor works.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.alerting import count_failure, count_of_today, deliver
from toponaut_monitor.channels import SWITCHES, Channel, Log, Sleep, configured_channels
from toponaut_monitor.incidents import Problem
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.state_files import MonitorState, write_state
from toponaut_monitor.timestamps import elapsed
from toponaut_sidecar.errors import SidecarError

SEND_HOUR = 9  # in UTC: daytime in Europe, and not yet night in Asia
MIN_INTERVAL = timedelta(days=5)  # less than a week, so that no week is left out; more than a wrong clock jumps


def send_all_is_well(
    settings: MonitorSettings, state: MonitorState, now: datetime, *, log: Log, sleep: Sleep
) -> MonitorState:
    """Send the message by the channels for which it is due; returns the new state."""
    if not _is_send_time(settings, state, now):
        return state
    for channel in configured_channels(settings, sleep):
        chosen = not settings.all_is_well_channels or channel.key in settings.all_is_well_channels
        if chosen and _is_due(state, channel, now):
            state = _send(channel, settings, state, now, log)
            write_state(settings.state, state)
    return state


def settings_problems(settings: MonitorSettings) -> list[Problem]:
    """ALL_IS_WELL_CHANNELS names channels that are not configured, so they would never send the message."""
    if settings.all_is_well_day is None:
        return []
    missing = sorted(settings.all_is_well_channels - {channel.key for channel in configured_channels(settings)})
    if not missing:
        return []
    names = ", ".join(f"{key} (set {SWITCHES[key]})" for key in missing)
    text = f"ALL_IS_WELL_CHANNELS names what is not configured, so the weekly message is not sent by {names}"
    return [Problem("all-is-well", text, "all that ALL_IS_WELL_CHANNELS names is configured")]


def _is_send_time(settings: MonitorSettings, state: MonitorState, now: datetime) -> bool:
    is_day = settings.all_is_well_day == now.weekday() and now.hour >= SEND_HOUR
    return is_day and not any(incident.active for incident in state.incidents.values())


def _is_due(state: MonitorState, channel: Channel, now: datetime) -> bool:
    last = count_of_today(state, channel.key, now).all_is_well
    return last is None or elapsed(last, now) >= MIN_INTERVAL


def _send(channel: Channel, settings: MonitorSettings, state: MonitorState, now: datetime, log: Log) -> MonitorState:
    up = sum(target.state == "up" for target in state.targets.values())
    text = f"all is well: {up} of {len(state.targets)} addresses are up. This message comes once a week."
    try:
        state = deliver(channel, AlertMessage(settings.host, (text,)), state, now)
    except SidecarError as error:
        log(f"monitor: {channel.description}: the weekly message could not be sent: {error}")
        return count_failure(state, channel.key, now)
    sent = replace(state.channels[channel.key], all_is_well=now)
    return replace(state, channels=state.channels | {channel.key: sent})
