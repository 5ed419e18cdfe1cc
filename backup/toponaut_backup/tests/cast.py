"""Made-up backups."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from toponaut_backup.contents import Table
from toponaut_backup.kept import Kept
from toponaut_backup.manifest import PLAYS, Manifest
from toponaut_backup.names import Kind, Name

FIRST = datetime(2026, 11, 1, 3, 17, tzinfo=UTC)
CLUSTER = "7390"


def manifest(name: Name, *, plays: int = 100, size: int = 5_000_000, verified: bool = True) -> Manifest:
    return Manifest(
        name=str(name),
        release="v1.2.0",
        cluster=CLUSTER,
        postgresql="17.6",
        started=name.at,
        ended=name.at + timedelta(seconds=9),
        archive=name.archive(encrypted=False),
        size=size,
        sha256="ab" * 32,
        encrypted_to="",
        tables={PLAYS: Table(plays, "1"), "public.places_place": Table(1_000, "2")},
        verified=verified,
        how="restored",
    )


def kept(day: int, kind: Kind = "daily", *, whole: bool = True, verified: bool = True, cluster: str = CLUSTER) -> Kept:
    """The backup of a day, counted from the first."""
    name = Name("production", FIRST + timedelta(days=day), kind)
    return Kept(name, replace(manifest(name, verified=verified), cluster=cluster), whole)


def days(backups: list[Kept]) -> list[int]:
    return [(one.name.at - FIRST).days for one in backups]
