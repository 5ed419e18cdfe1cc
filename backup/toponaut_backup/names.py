"""How a backup is called, and what belongs to it in the bucket.

`production-20261124T031700Z-daily`: whose it is, when it was begun, what for. Names sort by time, and everything here
that lists or deletes looks at names of this form alone: the bucket may hold other things.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

Kind = Literal["daily", "release", "manual"]
KINDS: tuple[Kind, ...] = get_args(Kind)

STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<prefix>[a-z0-9-]+)-(?P<stamp>\d{8}T\d{6}Z)-(?P<kind>daily|release|manual)")


@dataclass(frozen=True, slots=True)
class Name:
    prefix: str
    at: datetime  # in UTC, whole seconds
    kind: Kind

    def __str__(self) -> str:
        return f"{self.prefix}-{self.at:{STAMP}}-{self.kind}"

    @property
    def manifest(self) -> str:
        """The key of its manifest, which is written last: what has none is no backup."""
        return f"{self.prefix}/{self}.json"

    def archive(self, *, encrypted: bool) -> str:
        """The key of the archive itself."""
        return f"{self.prefix}/{self}.dump{'.age' if encrypted else ''}"


def parse_name(text: str, prefix: str) -> Name | None:
    """The name, if it is one of this prefix's."""
    found = _NAME.fullmatch(text)
    if not found or found["prefix"] != prefix:
        return None
    try:
        at = datetime.strptime(found["stamp"], STAMP).replace(tzinfo=UTC)
    except ValueError:  # the 31st of February
        return None
    (kind,) = (kind for kind in KINDS if kind == found["kind"])
    return Name(prefix, at, kind)


def name_of_key(key: str, prefix: str) -> Name | None:
    """The name of the backup that this key of the bucket belongs to, if it is one of this prefix's."""
    folder, _, file = key.rpartition("/")
    stem, dot, ending = file.partition(".")
    if folder != prefix or f"{dot}{ending}" not in {".json", ".dump", ".dump.age"}:
        return None
    return parse_name(stem, prefix)
