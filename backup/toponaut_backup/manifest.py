"""The manifest beside each archive in the bucket: what it is, what it holds, and whether it was verified."""

import json
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from toponaut_backup import table_digests
from toponaut_backup.table_digests import TableDigest, TableDigests
from toponaut_sidecar.errors import SidecarError

PLAYS_TABLE = "public.plays_play"  # players' saved games: the only data that cannot be loaded again


class InvalidManifest(SidecarError):
    """The object in the bucket is not a manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The fields' names are the keys of its JSON file."""

    name: str
    release: str
    cluster: str  # the database server's identifier: tells two stacks apart that share a prefix by mistake
    postgresql: str  # version
    started: datetime
    ended: datetime
    archive: str  # its key in the bucket
    size: int  # bytes, as stored
    sha256: str  # of the same bytes
    encrypted_to: str  # age's public key; empty: not encrypted
    tables: TableDigests
    verified: bool
    how: str  # how it was verified, or why it could not be
    warnings: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def plays(self) -> int:
        return self.tables[PLAYS_TABLE].rows if PLAYS_TABLE in self.tables else 0

    @property
    def seconds(self) -> float:
        return (self.ended - self.started).total_seconds()

    def to_json(self) -> bytes:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values |= {"tables": table_digests.to_json(self.tables)}
        values |= {name: values[name].isoformat() for name in ("started", "ended")}
        return json.dumps(values, indent=1).encode()


def parse_manifest(text: bytes, key: str) -> Manifest:
    """Keys that a later version has added are ignored. Raises InvalidManifest."""
    try:
        values: dict[str, Any] = json.loads(text)
        values = {field.name: values[field.name] for field in fields(Manifest)}
        values["tables"] = {name: TableDigest(**table) for name, table in values["tables"].items()}
        values |= {name: datetime.fromisoformat(values[name]) for name in ("started", "ended")}
        return Manifest(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidManifest(f"{key} is no manifest of a backup ({error!r}): remove it from the bucket.") from error


def shrink_warnings(new: Manifest, previous: Manifest | None) -> list[str]:
    """Warn about counts that are less than half of the previous backup's: not an error, but worth a look."""
    if previous is None:
        return []
    counts = [
        ("bytes", new.size, previous.size),
        ("rows", new.rows, previous.rows),
        ("plays", new.plays, previous.plays),
    ]
    return [f"only {now:,} {what}, {then:,} in {previous.name}" for what, now, then in counts if now * 2 < then]
