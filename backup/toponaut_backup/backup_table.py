"""The table of backups that `make backups` prints."""

from collections.abc import Sequence

from toponaut_backup.catalog import StoredBackup

HEADERS = ("name", "size", "rows", "plays", "took", "verified", "release", "")
RIGHT_ALIGNED = {"size", "rows", "plays", "took"}


def backup_table(backups: Sequence[StoredBackup]) -> str:
    rows = [HEADERS, *(_row(backup) for backup in backups)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(_cell, HEADERS, row, widths)).rstrip() for row in rows)


def _row(backup: StoredBackup) -> tuple[str, ...]:
    manifest = backup.manifest
    notes = ["encrypted"] if manifest.encrypted_to else []
    notes += manifest.warnings or ([] if manifest.verified else [manifest.how])
    return (
        str(backup.name),
        f"{manifest.size / 1e6:,.1f} MB",
        f"{manifest.rows:,}",
        f"{manifest.plays:,}",
        f"{manifest.seconds:,.0f} s",
        backup.verified_label,
        manifest.release,
        "; ".join(notes),
    )


def _cell(header: str, text: str, width: int) -> str:
    return text.rjust(width) if header in RIGHT_ALIGNED else text.ljust(width)
