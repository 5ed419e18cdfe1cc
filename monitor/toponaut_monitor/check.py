"""`monitor check`, for `make check-alerts`: says what is wrong now, and sends a test message by each channel.

`monitor check-secret`, for `make rotate`: sends one with a new secret.
"""

from toponaut_monitor.alert_message import AlertMessage
from toponaut_monitor.channels import NO_CHANNEL, Channel, configured_channels
from toponaut_monitor.errors import ChannelFailed, ProblemsFound
from toponaut_monitor.probe_problems import NETWORK_DOWN
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.state_files import EMAIL_KEY, SMS_KEY, WEBHOOK_KEY, MonitorState, read_state
from toponaut_monitor.timestamps import format_duration
from toponaut_monitor.watch_round import RoundInputs, find_problems
from toponaut_sidecar.command_line import log
from toponaut_sidecar.errors import NotConfigured, SidecarError

TEST_MESSAGE = "this is a test. Alerts come this way."
CHANNEL_OF_SECRET = {"twilio_token": SMS_KEY, "smtp_password": EMAIL_KEY, "alert_webhook_url": WEBHOOK_KEY}


def check(inputs: RoundInputs) -> None:
    """Print what is wrong now, and whether each channel accepted a test message. It probes each address once.

    Raises ChannelFailed, NotConfigured if there is no channel, or ProblemsFound: the first that applies.
    """
    problems = _print_problems(inputs)
    channels = configured_channels(inputs.settings, inputs.sleep)
    site = inputs.settings.host
    failed = [channel.description for channel in channels if not _try(channel, AlertMessage(site, (TEST_MESSAGE,)))]
    if failed:
        raise ChannelFailed(f"alerts do not arrive by {' and '.join(failed)}.")
    if not channels:
        raise NotConfigured(NO_CHANNEL)
    if problems:
        raise ProblemsFound(f"{problems} {'problem' if problems == 1 else 'problems'} now: see above.")


def check_secret(name: str, settings: MonitorSettings) -> None:
    """Send a test message by the channel that uses this secret. Raises NotConfigured or ChannelFailed."""
    channel = next((one for one in configured_channels(settings) if one.key == CHANNEL_OF_SECRET[name]), None)
    if channel is None:
        raise NotConfigured(f"nothing uses the secret {name}, because its channel for alerts is not configured.")
    if not _try(channel, AlertMessage(settings.host, (TEST_MESSAGE,))):
        raise ChannelFailed(f"no alert can be sent by {channel.description} with this {name}.")


def _print_problems(inputs: RoundInputs) -> int:
    """Returns how many there are. If our own network is down, that is one of them."""
    now = inputs.clock()
    state = read_state(inputs.settings.state, now)
    findings = find_problems(inputs, state, now, attempts=1)
    lines = [f"wrong {_duration(state, problem.key, inputs)}: {problem.text}" for problem in findings.problems]
    if findings.unreachable:
        urls = ", ".join(sorted(findings.unreachable))
        lines.append(f"wrong now: {NETWORK_DOWN}, so nobody knows whether these addresses are up: {urls}")
    print(*lines or ["Nothing is wrong now."], sep="\n")
    return len(lines)


def _duration(state: MonitorState, key: str, inputs: RoundInputs) -> str:
    incident = state.incidents.get(key)
    if incident is None or not incident.active:
        return "now"
    return f"for {format_duration(inputs.clock() - incident.since)}"


def _try(channel: Channel, message: AlertMessage) -> bool:
    try:
        print(f"A test by {channel.description}: {channel.send(message)}.")
    except SidecarError as error:
        log(f"A test by {channel.description} failed: {error}")
        return False
    return True
