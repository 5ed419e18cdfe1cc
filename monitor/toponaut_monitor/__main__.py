"""`monitor watch|count|report|check|hello`: what the sidecar's loop and `make` run."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType

from toponaut_monitor import report, rounds, sms, statistics
from toponaut_monitor.errors import Busy, MonitorError, Unconfigured
from toponaut_monitor.leaving import leave
from toponaut_monitor.moments import now, span
from toponaut_monitor.rounds import Watch
from toponaut_monitor.settings import Settings, read_settings
from toponaut_monitor.state import read_state

MEANING = """Watch the site, and count its access logs.

Exit status: 0 done, 1 failed, 2 not understood, 3 the same job is at work, 4 no SMS is configured.
"""
STATUS: dict[type[MonitorError], int] = {Busy: 3, Unconfigured: 4}
TERMINATED = 128 + signal.SIGTERM

Options = argparse.Namespace


def main(words: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(words)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        command: Callable[[Settings, Options], None] = options.command
        command(read_settings(), options)
    except MonitorError as problem:
        print(f"monitor: {problem}", file=sys.stderr, flush=True)
        return STATUS.get(type(problem), 1)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="monitor", description=MEANING,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: Callable[[Settings, Options], None], meaning: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=meaning, description=meaning)
        found.set_defaults(command=does)
        return found

    command("watch", _watch, "one round: try the addresses, look at the rest, tell people").add_argument(
        "--since", type=int, default=0, metavar="SECONDS", help="when the sidecar started, in seconds since 1970"
    )
    command("count", _count, "count the hours that are over and not counted yet")
    command("report", _report, "the last day as a table")
    command("check", _check, "send a test SMS, and say what is wrong now")
    command("hello", _hello, "what is watched, and where alerts go; the seconds from round to round")
    return parser


def _watch(settings: Settings, options: Options) -> None:
    rounds.run(Watch(settings, datetime.fromtimestamp(options.since, UTC)))


def _count(settings: Settings, options: Options) -> None:
    statistics.run(settings)


def _report(settings: Settings, options: Options) -> None:
    print(report.report(settings, now()))


def _check(settings: Settings, options: Options) -> None:
    for one in read_state(settings.state, now()).incidents.values():
        if one.active:
            print(f"wrong for {span(now() - one.since)}: {one.problem.text}")
    status = sms.send(settings.twilio(), f"Toponaut {settings.host}: this is a test. Alerts come this way.")
    print(f"A test SMS to {settings.sms_to}: Twilio says {status}.")


def _hello(settings: Settings, options: Options) -> None:
    """The loop reads standard output."""
    print(settings.seconds)
    _say(f"monitor: watching {', '.join(target.url for target in settings.targets)} every {settings.seconds} s.")
    try:
        _say(f"monitor: alerts go to {settings.twilio().to} by SMS.")
    except MonitorError as problem:
        _say(f"monitor: {problem}")


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _terminated(number: int, frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


if __name__ == "__main__":
    leave(main())
