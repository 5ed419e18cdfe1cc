"""Whether an older release can live with the tables as they are now: what was done to them that it knows nothing of."""

from collections.abc import Iterable, Iterator

from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

# What it need not know of. Everything else may be in its way, RunPython too: nobody can tell what that did.
HARMLESS = (
    operations.CreateModel,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RemoveConstraint,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
)


def known_migrations() -> list[str]:
    """The migrations in this release's code, like `plays.0001_initial`; no database is asked."""
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def incompatible_changes(known: Iterable[str]) -> list[str]:
    """What the database has had done to it that a release which knows these migrations may not work with."""
    ours, theirs = MigrationLoader(connection), set(known)
    unknown = [key for key in ours.applied_migrations if f"{key[0]}.{key[1]}" not in theirs]
    found = []
    for app, name in sorted(unknown):
        migration = ours.disk_migrations.get((app, name))
        words = _harms(migration) if migration else ["unknown to this release too"]
        found += [f"{app}.{name}: {word}" for word in words]
    return found


def _harms(migration: Migration) -> Iterator[str]:
    return (operation.describe() for operation in _flat(migration.operations) if not _harmless(operation))


def _flat(all_: Iterable[Operation]) -> Iterator[Operation]:
    for operation in all_:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _harmless(operation: Operation) -> bool:
    """A new column is, if a row can be written without it."""
    if isinstance(operation, operations.AddField):
        field = operation.field
        return field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED
    return isinstance(operation, HARMLESS)
