"""Whether the database has what this release needs: its tables and the places.

Each check returns what is missing, and nothing if all is there. Each asks the database every time, because it may be
replaced or restored while this process runs; together they take 3 ms of CPU.
"""

from functools import cache

from django.apps import apps
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

MAX_NAMED_MIGRATIONS = 5  # an empty database lacks all of them
# `load_places` fills these in one transaction. Named here, because `config` imports no other app.
DATA_MODELS = ("places.DataVersion", "places.Place", "places.PlaceName", "quizzes.Quiz")


def missing_tables() -> list[str]:
    """Migrations of this release that were not applied; else the database's words on a missing table or column.

    Migrations that this release does not know are no fault: they belong to a newer one, which keeps the tables usable
    for this one.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    unapplied = sorted(f"{app}.{name}" for app, name in required_migrations() - applied.keys())
    return unapplied[:MAX_NAMED_MIGRATIONS] or _missing_columns()


def missing_data() -> list[str]:
    """The models that have no row. Call it only if no table is missing."""
    return [name for name in DATA_MODELS if not apps.get_model(name)._default_manager.exists()]


@cache
def required_migrations() -> frozenset[tuple[str, str]]:
    """The migrations in this release's code."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return frozenset(loader.disk_migrations)


def _missing_columns() -> list[str]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_query_of_all_columns())
    except Error as problem:
        return [str(problem).partition("\n")[0]]
    return []


@cache
def _query_of_all_columns() -> str:
    """A query that reads no row, and fails if a table or a column of a model is missing."""
    quote = connection.ops.quote_name
    parts = []
    for model in apps.get_models(include_auto_created=True):
        table = quote(model._meta.db_table)
        columns = ", ".join(f"{table}.{quote(field.column)}" for field in model._meta.concrete_fields if field.column)
        parts.append(f"EXISTS (SELECT {columns} FROM {table} LIMIT 0)")
    return f"SELECT {', '.join(parts)}"
