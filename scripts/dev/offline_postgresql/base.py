"""A PostgreSQL backend that writes SQL and has nobody to send it to: enough to collect what a migration would run."""

from contextlib import nullcontext
from typing import Any

from django.db.backends.postgresql import base, features, introspection, operations


class _Introspection(introspection.DatabaseIntrospection):
    def table_names(self, *_: object, **__: object) -> list[str]:
        """None: no migration has run here."""
        return []


class _Features(features.DatabaseFeatures):
    can_rollback_ddl = False  # else Django would open a transaction around the SQL that it collects


class _Operations(operations.DatabaseOperations):
    def compose_sql(self, sql: str, _: object) -> str:
        """Without its parameters, which need a connection to be written: the linter does not look at values."""
        return sql


class DatabaseWrapper(base.DatabaseWrapper):
    introspection_class = _Introspection
    features_class = _Features
    ops_class = _Operations

    def cursor(self) -> Any:
        return nullcontext()
