"""The command line: `backup take|list|show|verify|restore|swap|discard|next`. The sidecar's loop and `make` call it."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from toponaut_backup import backup_job, restore_backup
from toponaut_backup.backup_names import KINDS
from toponaut_backup.backup_table import backup_table
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import list_backups
from toponaut_backup.errors import BackupError, Busy, NotConfigured
from toponaut_backup.page_cache import exit_dropping_page_cache
from toponaut_backup.settings import BackupSettings, read_settings

DESCRIPTION = """Take, list, verify and restore backups of the database.

Exit status: 0 success, 1 failure, 2 wrong usage, 3 another job is running, 4 no bucket is configured.
"""
EXIT_STATUS: dict[type[BackupError], int] = {Busy: 3, NotConfigured: 4}
EXIT_TERMINATED = 128 + signal.SIGTERM

Arguments = argparse.Namespace
Command = Callable[[BackupSettings, Arguments], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, _raise_system_exit)  # an exception, so that unfinished work is cleaned up
    try:
        settings = read_settings()
        _write_pgpass(settings)
        command: Command = arguments.command
        command(settings, arguments)
    except BackupError as error:
        _log(f"backup: {error}")
        return EXIT_STATUS.get(type(error), 1)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backup", description=DESCRIPTION,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, description: str) -> argparse.ArgumentParser:
        subparser = subparsers.add_parser(name, help=description, description=description)
        subparser.set_defaults(command=command)
        return subparser

    add("take", _take, "take, verify and store a backup").add_argument(
        "--kind", choices=KINDS, default="manual", help="daily and release backups rotate (default: manual)"
    )
    add("list", _list, "the bucket's backups, newest first").add_argument(
        "--json", action="store_true", help="print their manifests as JSON"
    )
    for name, command, description in (
        ("show", _show, "one line about a backup"),
        ("verify", _verify, "verify a stored backup again: restore it into a scratch database and compare"),
        ("restore", _restore, "restore into a new database, verify it, and print its name"),
    ):
        subparser = add(name, command, description)
        subparser.add_argument("backup", help="the backup's name, or latest")
        subparser.add_argument("--identity", action="store_true", help="read age's private key from standard input")
    for name, command, description in (
        ("swap", _swap, "make a restored or previous database the live one; the old one is kept for a day"),
        ("discard", _discard, "drop a restored database"),
    ):
        add(name, command, description).add_argument("database")
    add("next", _next, "print when the next run is due, and when a backup is overdue").add_argument(
        "--since", type=int, default=0, metavar="SECONDS", help="when the sidecar started, in seconds since 1970"
    )
    return parser


def _take(settings: BackupSettings, arguments: Arguments) -> None:
    manifest = backup_job.run_backup(settings, arguments.kind, log=_log)
    _log(f"{manifest.name} is stored and verified: {manifest.size / 1e6:,.1f} MB, {manifest.rows:,} rows.")
    for warning in manifest.warnings:
        _log(f"warning: {warning}")


def _list(settings: BackupSettings, arguments: Arguments) -> None:
    backups = list_backups(Bucket(settings), settings.prefix)
    if arguments.json:
        print(json.dumps([json.loads(one.manifest.to_json()) | {"whole": one.complete} for one in backups]))
        return
    print(backup_table(backups) if backups else f"No backups under {settings.prefix}/ in {settings.bucket}.")
    print(backup_job.status_summary(settings))


def _show(settings: BackupSettings, arguments: Arguments) -> None:
    print(backup_table([restore_backup.find(settings, arguments.backup)]))


def _verify(settings: BackupSettings, arguments: Arguments) -> None:
    manifest = restore_backup.verify(
        settings, arguments.backup, at=backup_job.utc_now(), identity=_read_identity(arguments)
    )
    print(f"{manifest.name} restores: {manifest.rows:,} rows in {len(manifest.tables)} tables, all equal.")


def _restore(settings: BackupSettings, arguments: Arguments) -> None:
    identity = _read_identity(arguments)
    print(restore_backup.restore(settings, arguments.backup, at=backup_job.utc_now(), identity=identity, log=_log))


def _swap(settings: BackupSettings, arguments: Arguments) -> None:
    previous = restore_backup.swap(settings, arguments.database, at=backup_job.utc_now())
    _log(f"{arguments.database} is {settings.database} now; the previous database is kept as {previous} for a day.")


def _discard(settings: BackupSettings, arguments: Arguments) -> None:
    restore_backup.discard(settings, arguments.database)


def _next(settings: BackupSettings, arguments: Arguments) -> None:
    print(*backup_job.plan_next_run(settings, datetime.fromtimestamp(arguments.since, UTC)))


def _read_identity(arguments: Arguments) -> bytes:
    return sys.stdin.buffer.read() if arguments.identity else b""


def _write_pgpass(settings: BackupSettings) -> None:
    """libpq reads the password from this file, which it accepts only if nobody else may read it."""
    secret, pgpass = settings.secrets / "backup_password", os.environ.get("PGPASSFILE")
    if pgpass and secret.exists():
        unfinished = Path(f"{pgpass}.{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(f"*:*:*:*:{secret.read_text().strip()}\n")
        unfinished.replace(pgpass)  # in one step, because another job may be reading it


def _log(message: str) -> None:
    """Messages for people go to standard error; standard output holds what programs read."""
    print(message, file=sys.stderr, flush=True)


def _raise_system_exit(number: int, frame: FrameType | None) -> None:
    raise SystemExit(EXIT_TERMINATED)


if __name__ == "__main__":
    exit_dropping_page_cache(main())
