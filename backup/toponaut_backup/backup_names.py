"""Names of backups, and their objects' keys in the bucket.

A name like `production-20261124T031700Z-daily` holds the stack's prefix, the time at which the backup was started, and
its kind. Names with the same prefix sort by time. Listing and deleting ignore all other names, because the bucket may
hold other objects.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

Kind = Literal["daily", "release", "manual"]
KINDS: tuple[Kind, ...] = get_args(Kind)

TIMESTAMP_FORMAT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<prefix>[a-z0-9-]+)-(?P<timestamp>\d{8}T\d{6}Z)-(?P<kind>daily|release|manual)")
_FILE_SUFFIXES = {".json", ".dump", ".dump.age"}


@dataclass(frozen=True, slots=True)
class BackupName:
    prefix: str
    at: datetime  # in UTC, whole seconds
    kind: Kind

    def __str__(self) -> str:
        return f"{self.prefix}-{self.at:{TIMESTAMP_FORMAT}}-{self.kind}"

    @property
    def manifest_key(self) -> str:
        """The manifest's key. The manifest is written last: an archive without a manifest is not a backup."""
        return f"{self.prefix}/{self}.json"

    def archive_key(self, *, encrypted: bool) -> str:
        return f"{self.prefix}/{self}.dump{'.age' if encrypted else ''}"


def parse_name(text: str, prefix: str) -> BackupName | None:
    """The parsed name; None if `text` is not the name of a backup with this prefix."""
    match = _NAME.fullmatch(text)
    if not match or match["prefix"] != prefix:
        return None
    try:
        at = datetime.strptime(match["timestamp"], TIMESTAMP_FORMAT).replace(tzinfo=UTC)
    except ValueError:  # a date like 31 February
        return None
    (kind,) = (kind for kind in KINDS if kind == match["kind"])
    return BackupName(prefix, at, kind)


def name_from_key(key: str, prefix: str) -> BackupName | None:
    """The name of the backup that this object belongs to; None for any other object."""
    folder, _, file = key.rpartition("/")
    stem, dot, suffix = file.partition(".")
    if folder != prefix or f"{dot}{suffix}" not in _FILE_SUFFIXES:
        return None
    return parse_name(stem, prefix)
