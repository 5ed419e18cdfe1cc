"""The command line: `monitor watch|count|report|check|startup`. The sidecar's loop and `make` call it."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType

from toponaut_monitor import hourly_statistics, sms, watch_round
from toponaut_monitor.daily_report import daily_report
from toponaut_monitor.errors import Busy, MonitorError, NotConfigured
from toponaut_monitor.page_cache import exit_dropping_page_cache
from toponaut_monitor.settings import MonitorSettings, read_settings
from toponaut_monitor.state import read_state
from toponaut_monitor.timestamps import format_duration, utc_now
from toponaut_monitor.watch_round import RoundInputs

DESCRIPTION = """Watch the site, and count its access logs.

Exit status: 0 success, 1 failure, 2 wrong usage, 3 the same job is running, 4 no SMS is configured.
"""
EXIT_STATUS: dict[type[MonitorError], int] = {Busy: 3, NotConfigured: 4}
EXIT_TERMINATED = 128 + signal.SIGTERM

Arguments = argparse.Namespace
Command = Callable[[MonitorSettings, Arguments], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, _raise_system_exit)
    try:
        command: Command = arguments.command
        command(read_settings(), arguments)
    except MonitorError as error:
        _log(f"monitor: {error}")
        return EXIT_STATUS.get(type(error), 1)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="monitor", description=DESCRIPTION,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, description: str) -> argparse.ArgumentParser:
        subparser = subparsers.add_parser(name, help=description, description=description)
        subparser.set_defaults(command=command)
        return subparser

    add("watch", _watch, "one round: probe the addresses, check the other conditions, send alerts").add_argument(
        "--since", type=int, default=0, metavar="SECONDS", help="when the sidecar started, in seconds since 1970"
    )
    add("count", _count, "count the hours that are over and not counted yet")
    add("report", _report, "print the last day as a table")
    add("check", _check, "print what is wrong now, and send a test SMS")
    add("startup", _startup, "log what is watched and where alerts go; print the seconds from round to round")
    return parser


def _watch(settings: MonitorSettings, arguments: Arguments) -> None:
    watch_round.run_round(RoundInputs(settings, datetime.fromtimestamp(arguments.since, UTC)))


def _count(settings: MonitorSettings, arguments: Arguments) -> None:
    hourly_statistics.count_due_hours(settings)


def _report(settings: MonitorSettings, arguments: Arguments) -> None:
    print(daily_report(settings, utc_now()))


def _check(settings: MonitorSettings, arguments: Arguments) -> None:
    for incident in read_state(settings.state, utc_now()).incidents.values():
        if incident.active:
            print(f"wrong for {format_duration(utc_now() - incident.since)}: {incident.problem.text}")
    status = sms.send(settings.twilio_account(), f"Toponaut {settings.host}: this is a test. Alerts come this way.")
    print(f"A test SMS to {settings.sms_to}: Twilio says {status}.")


def _startup(settings: MonitorSettings, arguments: Arguments) -> None:
    """start.sh reads standard output."""
    print(settings.seconds)
    _log(f"monitor: watching {', '.join(target.url for target in settings.targets)} every {settings.seconds} s.")
    try:
        _log(f"monitor: alerts go to {settings.twilio_account().to} by SMS.")
    except MonitorError as error:
        _log(f"monitor: {error}")


def _log(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _raise_system_exit(number: int, frame: FrameType | None) -> None:
    raise SystemExit(EXIT_TERMINATED)


if __name__ == "__main__":
    exit_dropping_page_cache(main())
