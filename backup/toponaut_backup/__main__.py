"""The command line: `backup take|list|show|verify|restore|swap|discard|check-keys|next`.

The sidecar's loop and `make` call it.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from glob import glob
from itertools import chain
from pathlib import Path

from toponaut_backup import restore_into_new_database, retried_backup, swap_databases, verify_backup
from toponaut_backup.backup_names import KINDS
from toponaut_backup.backup_table import backup_table
from toponaut_backup.bucket import Bucket
from toponaut_backup.catalog import find_in_bucket, list_backups
from toponaut_backup.clock import utc_now
from toponaut_backup.key_check import check_keys
from toponaut_backup.pluralize import pluralize
from toponaut_backup.schedule import plan_next_run
from toponaut_backup.settings import BackupSettings, read_settings
from toponaut_backup.status import status_summary
from toponaut_sidecar.command_line import Arguments, CommandLine, log
from toponaut_sidecar.new_secrets import new_secrets
from toponaut_sidecar.page_cache import exit_dropping_page_cache

DESCRIPTION = "Take, list, verify and restore backups of the database."
# Programs that a job runs. Their files stay in the page cache as well, so they are dropped from it at exit.
PROGRAMS = ("/usr/lib/postgresql/*/bin/*", "/usr/bin/age", "/usr/lib/*-linux-gnu/libpq.so.*")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    return _command_line().run(_read_settings_and_write_pgpass, argv)


def _command_line() -> CommandLine[BackupSettings]:
    line = CommandLine[BackupSettings]("backup", DESCRIPTION)
    take = line.add("take", _take, "take, verify and store a backup")
    take.add_argument(
        "--kind", choices=KINDS, default="manual", help="daily and release backups rotate (default: manual)"
    )
    take.add_argument(
        "--accept-smaller", action="store_true", help="it may be the latest although it holds much less than before"
    )
    line.add("list", _list, "the bucket's backups, newest first").add_argument(
        "--json", action="store_true", help="print their manifests as JSON"
    )
    for name, command, description in (
        ("show", _show, "one line about a backup"),
        ("verify", _verify, "verify a stored backup again: restore it into a scratch database and compare"),
        ("restore", _restore, "restore into a new database, verify it, and print its name"),
    ):
        parser = line.add(name, command, description)
        parser.add_argument("backup", help="the backup's name, or latest")
        parser.add_argument("--identity", action="store_true", help="read age's private key from standard input")
    for name, command, description in (
        ("swap", _swap, "make a restored or previous database the live one; the replaced database is kept for a day"),
        ("discard", _discard, "drop a restored database"),
    ):
        line.add(name, command, description).add_argument("database")
    line.add("check-keys", _check_keys, "try new keys of the bucket: standard input has the access and the secret key")
    line.add("next", _next, "print when the next run is due, and when a backup is overdue").add_argument(
        "--since", type=int, default=0, metavar="SECONDS", help="when the sidecar started, in seconds since 1970"
    )
    return line


def _read_settings_and_write_pgpass() -> BackupSettings:
    settings = read_settings()
    _write_pgpass(settings)
    return settings


def _take(settings: BackupSettings, arguments: Arguments) -> None:
    manifest = retried_backup.take_backup_with_retries(
        settings, arguments.kind, accept_smaller=arguments.accept_smaller, log=log
    )
    log(f"{manifest.name} is stored and verified: {manifest.size / 1e6:,.1f} MB, {pluralize(manifest.rows, 'row')}.")
    for warning in manifest.warnings:
        log(f"warning: {warning}: `latest` refuses this backup. If it is right: ACCEPT_SMALLER=1 make backup")


def _list(settings: BackupSettings, arguments: Arguments) -> None:
    backups = list_backups(Bucket(settings), settings.prefix)
    if arguments.json:
        print(json.dumps([json.loads(backup.manifest.to_json()) | {"whole": backup.complete} for backup in backups]))
        return
    print(backup_table(backups) if backups else f"No backups under {settings.prefix}/ in {settings.bucket}.")
    print(status_summary(settings.state))


def _show(settings: BackupSettings, arguments: Arguments) -> None:
    print(backup_table([find_in_bucket(settings, arguments.backup)]))


def _verify(settings: BackupSettings, arguments: Arguments) -> None:
    manifest = verify_backup.verify(settings, arguments.backup, at=utc_now(), identity=_read_identity(arguments))
    rows, tables = pluralize(manifest.rows, "row"), pluralize(len(manifest.tables), "table")
    print(f"{manifest.name} restores: {rows} in {tables}, all equal.")


def _restore(settings: BackupSettings, arguments: Arguments) -> None:
    identity, at = _read_identity(arguments), utc_now()
    Bucket(settings).check_clock(at)  # the clock decides which of the databases kept for a day are dropped
    print(restore_into_new_database.restore(settings, arguments.backup, at=at, identity=identity, log=log))


def _swap(settings: BackupSettings, arguments: Arguments) -> None:
    previous = swap_databases.swap(settings, arguments.database, at=utc_now())
    log(f"{arguments.database} is {settings.database} now; the previous database is kept as {previous} for a day.")


def _discard(settings: BackupSettings, arguments: Arguments) -> None:
    swap_databases.discard(settings, arguments.database)


def _check_keys(settings: BackupSettings, arguments: Arguments) -> None:
    with new_secrets("s3_access_key", "s3_secret_key") as folder:
        check_keys(replace(settings, secrets=folder))


def _next(settings: BackupSettings, arguments: Arguments) -> None:
    print(*plan_next_run(settings, datetime.fromtimestamp(arguments.since, UTC), utc_now()))


def _read_identity(arguments: Arguments) -> bytes:
    return sys.stdin.buffer.read() if arguments.identity else b""


def _write_pgpass(settings: BackupSettings) -> None:
    """Write the file from which libpq reads the password. libpq ignores the file if other users may read it."""
    secret, pgpass = settings.secrets / "backup_password", os.environ.get("PGPASSFILE")
    if pgpass and secret.exists():
        unfinished = Path(f"{pgpass}.{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(f"*:*:*:*:{secret.read_text().strip()}\n")
        unfinished.replace(pgpass)  # in one step, because another job may be reading it


if __name__ == "__main__":
    exit_dropping_page_cache(main(), chain.from_iterable(map(glob, PROGRAMS)))
