"""`backup take|list|show|verify|restore|swap|discard|next`: what the sidecar's loop and `make` run."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from toponaut_backup import jobs, restoring
from toponaut_backup.bucket import Bucket
from toponaut_backup.errors import BackupError, Busy, Unconfigured
from toponaut_backup.kept import kept_backups
from toponaut_backup.leaving import leave
from toponaut_backup.names import KINDS
from toponaut_backup.settings import Settings, read_settings
from toponaut_backup.tables import table

MEANING = """Take, list, verify and restore backups of the database.

Exit status: 0 done, 1 failed, 2 not understood, 3 another one is at work, 4 no bucket is configured.
"""
STATUS: dict[type[BackupError], int] = {Busy: 3, Unconfigured: 4}
TERMINATED = 128 + signal.SIGTERM

Options = argparse.Namespace


def main(words: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(words)
    signal.signal(signal.SIGTERM, _terminated)  # as an exception, so that what was begun is taken back
    try:
        settings = read_settings()
        _let_libpq_in(settings)
        command: Callable[[Settings, Options], None] = options.command
        command(settings, options)
    except BackupError as problem:
        _say(f"backup: {problem}")
        return STATUS.get(type(problem), 1)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backup", description=MEANING,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: Callable[[Settings, Options], None], meaning: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=meaning, description=meaning)
        found.set_defaults(command=does)
        return found

    command("take", _take, "take, verify and store a backup").add_argument(
        "--kind", choices=KINDS, default="manual", help="daily and release ones rotate (default: manual)"
    )
    command("list", _list, "the bucket's backups, newest first").add_argument(
        "--json", action="store_true", help="their manifests, for programs"
    )
    for name, does, meaning in (
        ("show", _show, "one line on a backup"),
        ("verify", _verify, "try a stored backup again, from the bucket into a scratch database"),
        ("restore", _restore, "restore into a new database, check it, and print its name"),
    ):
        one = command(name, does, meaning)
        one.add_argument("backup", help="its name, or latest")
        one.add_argument("--identity", action="store_true", help="age's private key comes on standard input")
    for name, does, meaning in (
        ("swap", _swap, "let a restored database take over, or the one before it again; the old one is kept for a day"),
        ("discard", _discard, "drop a restored database"),
    ):
        command(name, does, meaning).add_argument("database")
    command("next", _next, "when the next run is due, and when it is overdue").add_argument(
        "--since", type=int, default=0, metavar="SECONDS", help="when the sidecar started, in seconds since 1970"
    )
    return parser


def _take(settings: Settings, options: Options) -> None:
    manifest = jobs.run(settings, options.kind, say=_say)
    _say(f"{manifest.name} is stored and verified: {manifest.size / 1e6:,.1f} MB, {manifest.rows:,} rows.")
    for warning in manifest.warnings:
        _say(f"look at this: {warning}")


def _list(settings: Settings, options: Options) -> None:
    backups = kept_backups(Bucket(settings), settings.prefix)
    if options.json:
        print(json.dumps([json.loads(one.manifest.to_json()) | {"whole": one.whole} for one in backups]))
        return
    print(table(backups) if backups else f"No backups under {settings.prefix}/ in {settings.bucket}.")
    print(jobs.last_words(settings))


def _show(settings: Settings, options: Options) -> None:
    print(table([restoring.chosen(settings, options.backup)]))


def _verify(settings: Settings, options: Options) -> None:
    manifest = restoring.verify(settings, options.backup, at=jobs.now(), identity=_identity(options))
    print(f"{manifest.name} restores: {manifest.rows:,} rows in {len(manifest.tables)} tables, all equal.")


def _restore(settings: Settings, options: Options) -> None:
    print(restoring.restore(settings, options.backup, at=jobs.now(), identity=_identity(options), say=_say))


def _swap(settings: Settings, options: Options) -> None:
    kept = restoring.swap(settings, options.database, at=jobs.now())
    _say(f"{options.database} is {settings.database} now; what that was is kept as {kept} for a day.")


def _discard(settings: Settings, options: Options) -> None:
    restoring.discard(settings, options.database)


def _next(settings: Settings, options: Options) -> None:
    print(*jobs.plan(settings, datetime.fromtimestamp(options.since, UTC)))


def _identity(options: Options) -> bytes:
    return sys.stdin.buffer.read() if options.identity else b""


def _let_libpq_in(settings: Settings) -> None:
    """libpq takes a password from a file that nobody else may read, or from where others may look."""
    secret, file = settings.secrets / "backup_password", os.environ.get("PGPASSFILE")
    if file and secret.exists():
        fresh = Path(f"{file}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(f"*:*:*:*:{secret.read_text().strip()}\n")
        fresh.replace(file)  # another job may be reading it


def _say(words: str) -> None:
    """To people. What programs read goes to standard output."""
    print(words, file=sys.stderr, flush=True)


def _terminated(number: int, frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


if __name__ == "__main__":
    leave(main())
