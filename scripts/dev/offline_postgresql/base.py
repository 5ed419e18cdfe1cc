"""A PostgreSQL backend without a connection. With it the migration linter gets the SQL that a migration would run."""

from contextlib import nullcontext
from typing import Any

from django.db.backends.postgresql import base, features, introspection, operations


class _Introspection(introspection.DatabaseIntrospection):
    def table_names(self, *_: object, **__: object) -> list[str]:
        """No tables, as before the first migration."""
        return []


class _Features(features.DatabaseFeatures):
    can_rollback_ddl = False  # otherwise Django would open a transaction around the SQL that it collects


class _Operations(operations.DatabaseOperations):
    def compose_sql(self, sql: str, _: object) -> str:
        """The SQL without its parameters: quoting them needs a connection, and the linter ignores values."""
        return sql


class DatabaseWrapper(base.DatabaseWrapper):
    introspection_class = _Introspection
    features_class = _Features
    ops_class = _Operations

    def cursor(self) -> Any:
        return nullcontext()
