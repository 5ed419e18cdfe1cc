"""PostgreSQL stops a query of a request that takes too long. Management commands have no such limit."""

import pytest
from django.db import OperationalError, connection

from config.query_timeout import MAX_QUERY_SECONDS, limit_query_time
from config.temporary_errors import temporary_error
from config.tests.fresh_process import run_python
from config.tests.second_connection import other_connection

PROGRAM = """
from config.query_timeout import limit_query_time
from django.conf import settings
options = settings.DATABASES["default"]["OPTIONS"]
print(options.get("options"))
limit_query_time()
print(options.get("options"))
"""


def test_only_gunicorn_limits_its_queries_and_only_on_postgresql() -> None:
    url = "postgresql://toponaut:pw@postgres/toponaut"
    limited = f"-c statement_timeout={MAX_QUERY_SECONDS}s"
    assert run_python(PROGRAM, DATABASE_URL=url).stdout.splitlines() == ["None", limited]
    assert run_python(PROGRAM).stdout.splitlines() == ["None", "None"]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_query_that_takes_too_long_is_told_apart() -> None:
    with other_connection(options="-c statement_timeout=20ms") as limited, limited.cursor() as cursor:
        with pytest.raises(OperationalError) as stopped:
            cursor.execute("SELECT pg_sleep(60)")
        assert temporary_error(stopped.value).code == "query_timeout"


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_limit_is_in_force_on_new_connections() -> None:
    before = connection.settings_dict["OPTIONS"].copy()
    try:
        limit_query_time()
        with other_connection() as limited, limited.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == (f"{MAX_QUERY_SECONDS}s",)
    finally:
        connection.settings_dict["OPTIONS"] = before
