"""A sidecar's command line: subcommands, messages for people, exit statuses."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Generic, TypeVar

from toponaut_sidecar.errors import SidecarError

EXIT_STATUS_HELP = "Exit status: 0 success, 1 failure, 2 wrong usage, 3 another job is running, 4 not configured."
EXIT_TERMINATED = 128 + signal.SIGTERM

Arguments = argparse.Namespace
SettingsT = TypeVar("SettingsT")


class CommandLine(Generic[SettingsT]):
    """The commands of a sidecar. Each one is a function of the sidecar's settings and the parsed arguments."""

    def __init__(self, program: str, description: str) -> None:
        self._program = program
        self._parser = argparse.ArgumentParser(prog=program, description=description, epilog=EXIT_STATUS_HELP)
        self._subparsers = self._parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        self, name: str, command: Callable[[SettingsT, Arguments], None], description: str
    ) -> argparse.ArgumentParser:
        """Add a command; returns its parser, for more arguments."""
        subparser = self._subparsers.add_parser(name, help=description, description=description)
        subparser.set_defaults(command=command)
        return subparser

    def run(self, read_settings: Callable[[], SettingsT], argv: Sequence[str] | None) -> int:
        """Run the command that `argv` names; returns the exit status."""
        arguments = self._parser.parse_args(argv)
        signal.signal(signal.SIGTERM, _raise_system_exit)
        try:
            arguments.command(read_settings(), arguments)
        except SidecarError as error:
            log(f"{self._program}: {error}")
            return error.exit_status
        return 0


def log(message: str) -> None:
    """Print a message for people to standard error. Standard output is for results that programs read."""
    print(message, file=sys.stderr, flush=True)


def _raise_system_exit(number: int, frame: FrameType | None) -> None:
    """Handle SIGTERM by an exception, so that `finally` blocks remove the unfinished work of a job."""
    raise SystemExit(EXIT_TERMINATED)
