"""What stands beside each archive in the bucket: what it is, what it holds, and whether it was seen to restore."""

import json
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from toponaut_backup import contents
from toponaut_backup.contents import Contents, Table
from toponaut_backup.errors import BackupError

PLAYS = "public.plays_play"  # what cannot be made again


class Unreadable(BackupError):
    """This is no manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str
    release: str
    cluster: str  # the database server's own number: two stacks on one prefix can be told apart
    postgresql: str
    started: datetime
    ended: datetime
    archive: str  # its key in the bucket
    size: int  # bytes, as stored
    sha256: str  # of the same bytes
    encrypted_to: str  # age's public key; empty: not encrypted
    tables: Contents
    verified: bool
    how: str  # it was verified, or why not
    warnings: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def plays(self) -> int:
        return self.tables[PLAYS].rows if PLAYS in self.tables else 0

    @property
    def seconds(self) -> float:
        return (self.ended - self.started).total_seconds()

    def to_json(self) -> bytes:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values |= {"tables": contents.to_json(self.tables)}
        values |= {name: values[name].isoformat() for name in ("started", "ended")}
        return json.dumps(values, indent=1).encode()


def from_json(text: bytes, key: str) -> Manifest:
    """Raises Unreadable; what a later version has added is left out."""
    try:
        values: dict[str, Any] = json.loads(text)
        values = {one.name: values[one.name] for one in fields(Manifest)}
        values["tables"] = {name: Table(**table) for name, table in values["tables"].items()}
        values |= {name: datetime.fromisoformat(values[name]) for name in ("started", "ended")}
        return Manifest(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unreadable(f"{key} is no manifest of a backup ({problem!r}): remove it from the bucket.") from problem


def shrunk(new: Manifest, before: Manifest | None) -> list[str]:
    """What is less than half of what it was a backup before: not wrong, and worth a look."""
    if before is None:
        return []
    halves = [("bytes", new.size, before.size), ("rows", new.rows, before.rows), ("plays", new.plays, before.plays)]
    return [f"only {now:,} {what}, {then:,} in {before.name}" for what, now, then in halves if now * 2 < then]
