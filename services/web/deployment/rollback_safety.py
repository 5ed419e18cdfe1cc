"""Whether an older release works with the database as it is now: finds the migrations that it does not know.

Most operations of such a migration may break the older release. A few are compatible with every release.
"""

from collections.abc import Iterable, Iterator

from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

# Operations that do not break an older release. All others may, including RunPython, whose effect is unknown.
COMPATIBLE_OPERATIONS = (
    operations.CreateModel,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RemoveConstraint,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
)
UNKNOWN_MIGRATION = "this release does not know it either, so it may be incompatible"


def known_migrations() -> list[str]:
    """The migrations in this release's code, like `plays.0001_initial`. Makes no database query."""
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def incompatible_changes(known: Iterable[str]) -> list[str]:
    """Changes that may break a release that knows only these migrations."""
    loader, known = MigrationLoader(connection), set(known)
    unknown = [key for key in loader.applied_migrations if f"{key[0]}.{key[1]}" not in known]
    changes = []
    for app, name in sorted(unknown):
        migration = loader.disk_migrations.get((app, name))
        descriptions = _incompatible_operations(migration) if migration else [UNKNOWN_MIGRATION]
        changes += [f"{app}.{name}: {description}" for description in descriptions]
    return changes


def _incompatible_operations(migration: Migration) -> Iterator[str]:
    return (operation.describe() for operation in _flatten(migration.operations) if not _is_compatible(operation))


def _flatten(all_operations: Iterable[Operation]) -> Iterator[Operation]:
    for operation in all_operations:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flatten(operation.database_operations)
        else:
            yield operation


def _is_compatible(operation: Operation) -> bool:
    """A new column is compatible if a row can be written without it."""
    if isinstance(operation, operations.AddField):
        field = operation.field
        return field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED
    return isinstance(operation, COMPATIBLE_OPERATIONS)
