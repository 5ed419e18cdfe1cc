"""The command line, which the sidecar's loop and `make` call: `monitor --help` lists the commands."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from toponaut_monitor import all_is_well, crash_loops, hourly_statistics, watch_round
from toponaut_monitor.channels import NO_CHANNEL, configured_channels
from toponaut_monitor.check import CHANNEL_OF_SECRET, check, check_secret
from toponaut_monitor.logs_report import logs_report
from toponaut_monitor.settings import MonitorSettings, read_settings
from toponaut_monitor.status_page.publish import check_keys, delete_page, publish
from toponaut_monitor.timestamps import utc_now
from toponaut_monitor.watch_round import RoundInputs
from toponaut_sidecar.command_line import Arguments, CommandLine, log
from toponaut_sidecar.new_secrets import new_secrets
from toponaut_sidecar.page_cache import exit_dropping_page_cache

DESCRIPTION = "Watch the site, and count its access logs."
CHECK_DESCRIPTION = "print what is wrong now, and send a test message by each channel that is configured."
CHECK_EXIT_STATUS = "Exit status: 0 all is well, 4 no channel is configured, 5 something is wrong, 6 a channel failed."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    return _command_line().run(read_settings, argv)


def _command_line() -> CommandLine[MonitorSettings]:
    line = CommandLine[MonitorSettings]("monitor", DESCRIPTION)
    line.add("watch", _watch, "one round: probe the addresses, check the other conditions, send alerts").add_argument(
        "--since", type=int, default=0, metavar="SECONDS", help="when the sidecar started, in seconds since 1970"
    )
    line.add("count", _count, "count the hours that are over and not counted yet")
    line.add("publish", _publish, "write the status page, and upload it to its bucket")
    line.add(
        "check-keys",
        _check_keys,
        "upload the status page with the access and the secret key on standard input",
    )
    line.add("report", _report, "print the last day as a table")
    line.add("check", _check, f"{CHECK_DESCRIPTION} {CHECK_EXIT_STATUS}")
    line.add(
        "check-secret", _check_secret, "send a test message with a new secret, which standard input has"
    ).add_argument("name", choices=CHANNEL_OF_SECRET)
    line.add("startup", _startup, "log what is watched and where alerts go; print the seconds from round to round")
    return line


def _watch(settings: MonitorSettings, arguments: Arguments) -> None:
    watch_round.run_round(RoundInputs(settings, datetime.fromtimestamp(arguments.since, UTC)))


def _count(settings: MonitorSettings, arguments: Arguments) -> None:
    hourly_statistics.count_due_hours(settings)


def _publish(settings: MonitorSettings, arguments: Arguments) -> None:
    publish(settings)


def _check_keys(settings: MonitorSettings, arguments: Arguments) -> None:
    with new_secrets("status_access_key", "status_secret_key") as folder:
        check_keys(read_settings(os.environ | {"SECRETS": str(folder)}))


def _report(settings: MonitorSettings, arguments: Arguments) -> None:
    print(logs_report(settings, utc_now()))


def _check(settings: MonitorSettings, arguments: Arguments) -> None:
    container_started = crash_loops.latest_start(settings.starts / "monitor", utc_now())
    check(RoundInputs(settings, container_started, log))


def _check_secret(settings: MonitorSettings, arguments: Arguments) -> None:
    with new_secrets(arguments.name) as folder:
        check_secret(arguments.name, read_settings(os.environ | {"SECRETS": str(folder)}))


def _startup(settings: MonitorSettings, arguments: Arguments) -> None:
    """start.sh reads standard output."""
    print(settings.seconds)
    log(f"monitor: watching {', '.join(target.url for target in settings.targets)} every {settings.seconds} s.")
    channels = [channel.description for channel in configured_channels(settings)]
    log(f"monitor: alerts go to {', '.join(channels)}." if channels else f"monitor: {NO_CHANNEL}")
    if settings.status_page is None:
        delete_page(settings.status_folder)
    else:
        log(f"monitor: the status page goes to {settings.status_page.place}.")
    for problem in all_is_well.settings_problems(settings):
        log(f"monitor: {problem.text}.")


if __name__ == "__main__":
    exit_dropping_page_cache(main())
