"""The longest time that PostgreSQL works on one query of a request."""

from django.db import connections

# The slowest query of a request takes 0.2 s. gunicorn kills a worker after 10 s, and the query of a killed worker would
# go on: so PostgreSQL has to stop it first.
MAX_QUERY_SECONDS = 4


def limit_query_time() -> None:
    """Limit the queries of this process from its next connection on.

    Only gunicorn calls this: a data load, a migration or a backup may take as long as it needs.
    """
    database = connections.settings["default"]
    if database["ENGINE"].endswith("postgresql"):
        database["OPTIONS"]["options"] = f"-c statement_timeout={MAX_QUERY_SECONDS}s"
