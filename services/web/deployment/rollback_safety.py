"""Whether an older release works with the database as it is now: finds the migrations that it does not know.

Most operations of such a migration may break the older release. A few are compatible with every release.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

# Operations that do not break an older release, beside some new tables and columns. All others may, including
# RunPython, whose effect is unknown.
COMPATIBLE_OPERATIONS = (
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
    unknown = sorted(key for key in loader.applied_migrations if f"{key[0]}.{key[1]}" not in known)
    migrations = {key: loader.disk_migrations.get(key) for key in unknown}
    new_tables = {table for migration in migrations.values() if migration for table in _new_tables(migration)}
    changes = []
    for (app, name), migration in migrations.items():
        descriptions = _incompatible_operations(migration, new_tables) if migration else [UNKNOWN_MIGRATION]
        changes += [f"{app}.{name}: {description}" for description in descriptions]
    return changes


def _incompatible_operations(migration: Migration, new_tables: set[str]) -> Iterator[str]:
    for operation in _flatten(migration.operations):
        if not _is_compatible(operation, migration.app_label, new_tables):
            yield operation.describe()


def _flatten(all_operations: Iterable[Operation]) -> Iterator[Operation]:
    for operation in all_operations:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flatten(operation.database_operations)
        else:
            yield operation


def _new_tables(migration: Migration) -> Iterator[str]:
    """Their models, like `plays.play`."""
    for operation in _flatten(migration.operations):
        if isinstance(operation, operations.CreateModel):
            yield f"{migration.app_label}.{operation.name_lower}"


def _is_compatible(operation: Operation, app: str, new_tables: set[str]) -> bool:
    if isinstance(operation, operations.CreateModel):
        fields = [field for _, field in operation.fields]
        return not any(_refers_to_old_table(field, app, new_tables) for field in fields)
    if isinstance(operation, operations.AddField):
        can_be_left_out = operation.field.null or operation.field.db_default is not models.NOT_PROVIDED
        return can_be_left_out and not _refers_to_old_table(operation.field, app, new_tables)
    return isinstance(operation, COMPATIBLE_OPERATIONS)


def _refers_to_old_table(field: "models.Field[Any, Any]", app: str, new_tables: set[str]) -> bool:
    """Whether the older release, which does not know the field, would be refused to delete a row it refers to."""
    if not field.remote_field or not getattr(field, "db_constraint", True):
        return False
    target: Any = field.remote_field.model  # a class, or its name
    name = target if isinstance(target, str) else target._meta.label
    return (name if "." in name else f"{app}.{name}").lower() not in new_tables
