"""The manifest, a JSON file beside each archive in the bucket: what the archive holds, and whether it was verified."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from toponaut_backup import table_digests
from toponaut_backup.pluralize import pluralize
from toponaut_backup.table_digests import TableDigest, TableDigests
from toponaut_sidecar.errors import SidecarError

RESTORED_BYTES_PER_ARCHIVE_BYTE = 12  # ten for the site's database, and some reserve
PLAYS_TABLE = "public.plays_play"  # players' saved games: the only data that cannot be loaded again


class InvalidManifest(SidecarError):
    """The object in the bucket is not a manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The names of these fields are the keys of the JSON file."""

    name: str
    release: str
    cluster: str  # PostgreSQL's identifier of the server; it tells stacks apart that share a prefix by mistake
    postgresql: str  # PostgreSQL's version
    started: datetime
    ended: datetime
    archive: str  # the archive's key in the bucket
    size: int  # bytes of the stored archive
    sha256: str  # checksum of the stored archive
    encrypted_to: str  # age's public key; empty if the archive is not encrypted
    tables: TableDigests
    verified: bool
    how: str  # how the archive was verified, or why it could not be
    warnings: list[str] = field(default_factory=list)
    database_bytes: int = 0  # on the server's disk; 0 in manifests of earlier versions

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def plays(self) -> int:
        return self.tables[PLAYS_TABLE].rows if PLAYS_TABLE in self.tables else 0

    @property
    def restored_bytes(self) -> int:
        """Bytes of disk that a restored copy takes; an estimate for manifests of earlier versions."""
        return self.database_bytes or self.size * RESTORED_BYTES_PER_ARCHIVE_BYTE

    @property
    def seconds(self) -> float:
        return (self.ended - self.started).total_seconds()

    def to_json(self) -> bytes:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values |= {"tables": table_digests.to_json(self.tables)}
        values |= {name: values[name].isoformat() for name in ("started", "ended")}
        return json.dumps(values, indent=1).encode()


def parse_manifest(text: bytes, key: str) -> Manifest:
    """Read a manifest; keys that a later version has added are ignored. Raises InvalidManifest."""
    try:
        values: dict[str, Any] = json.loads(text)
        values = {field.name: values[field.name] for field in fields(Manifest) if field.name in values}
        values["tables"] = {name: TableDigest(**table) for name, table in values["tables"].items()}
        values |= {name: datetime.fromisoformat(values[name]) for name in ("started", "ended")}
        return Manifest(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{key} is not the manifest of a backup ({error!r}): remove it from the bucket."
        raise InvalidManifest(message) from error


def shrink_warnings(new: Manifest, previous: Manifest | None) -> list[str]:
    """A warning for each count that is less than half of the previous backup's: the database may have lost its data.

    `previous`: the newest verified backup without warnings. A backup with warnings is never `latest`.
    """
    if not new.tables:
        return ["the database has no tables"]
    if previous is None:
        return []
    counts = [
        ("byte", new.size, previous.size),
        ("row", new.rows, previous.rows),
        ("play", new.plays, previous.plays),
    ]
    return [
        f"only {pluralize(count, noun)}, {previous_count:,} in {previous.name}"
        for noun, count, previous_count in counts
        if count * 2 < previous_count
    ]


def with_shrink_warnings(new: Manifest, previous: Manifest | None, *, accept: bool) -> Manifest:
    """`new` with the warnings; if the operator accepts them, they only say how it was verified."""
    warnings = shrink_warnings(new, previous)
    if accept and warnings:
        return replace(new, how=f"{new.how}; accepted by the operator: {'; '.join(warnings)}")
    return replace(new, warnings=warnings)
