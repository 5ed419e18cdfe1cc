"""Backups as a table for people."""

from collections.abc import Sequence

from toponaut_backup.kept import Kept

HEADS = ("name", "size", "rows", "plays", "took", "verified", "release", "")


def table(backups: Sequence[Kept]) -> str:
    rows = [HEADS, *(_row(one) for one in backups)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    return "\n".join("  ".join(_cell(row, at, widths[at]) for at in range(len(HEADS))).rstrip() for row in rows)


def _row(one: Kept) -> tuple[str, ...]:
    found = one.manifest
    notes = ["encrypted"] if found.encrypted_to else []
    notes += found.warnings or ([] if found.verified else [found.how])
    return (
        str(one.name),
        f"{found.size / 1e6:,.1f} MB",
        f"{found.rows:,}",
        f"{found.plays:,}",
        f"{found.seconds:,.0f} s",
        one.state,
        found.release,
        "; ".join(notes),
    )


def _cell(row: Sequence[str], at: int, width: int) -> str:
    return row[at].rjust(width) if HEADS[at] in {"size", "rows", "plays", "took"} else row[at].ljust(width)
