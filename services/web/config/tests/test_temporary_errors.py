"""A 503 says what happened: the database is away, a query took too long, or the work slot is taken."""

import logging

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from psycopg.errors import QueryCanceled

from config.api import api
from config.middleware import TemporaryErrorMiddleware
from config.temporary_errors import TemporaryError
from config.tests.test_errors import error_code_of


def stopped_query() -> OperationalError:
    """What Django raises when PostgreSQL has stopped a query."""
    error = OperationalError("canceling statement due to statement timeout")
    error.__cause__ = QueryCanceled()
    return error


ERRORS = [
    (OperationalError("connection refused"), "database_away", "The database does not answer", "5"),
    (stopped_query(), "query_timeout", "needed too long", "5"),
    (TemporaryError("busy", "The server is busy.", 2), "busy", "The server is busy.", "2"),
]


@pytest.mark.parametrize(("raised", "code", "message", "retry_after"), ERRORS)
def test_the_api_answers_with_a_code_of_its_own(raised: Exception, code: str, message: str, retry_after: str) -> None:
    response = api.on_exception(RequestFactory().get("/api/v1/plays/abc"), raised)
    assert (response.status_code, error_code_of(response)) == (503, code)
    assert message in response.content.decode()
    assert (response["Retry-After"], response["Cache-Control"]) == (retry_after, "no-store")


@pytest.mark.parametrize(("raised", "code", "message", "retry_after"), ERRORS)
def test_a_page_says_the_same_and_loads_again(raised: Exception, code: str, message: str, retry_after: str) -> None:
    response = answer_page(raised)
    assert response is not None
    assert response.status_code == 503
    text = response.content.decode()
    assert message in text
    assert f'<meta http-equiv="refresh" content="{retry_after}">' in text
    assert (response["Retry-After"], response["Cache-Control"]) == (retry_after, "no-store")


@pytest.mark.parametrize(("raised", "code", "message", "retry_after"), ERRORS)
def test_the_log_tells_them_apart(
    raised: Exception, code: str, message: str, retry_after: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer_page(raised)
    assert [record.message for record in caplog.records] == [f"GET /plays/abc: {code}: {raised}"]


def test_our_own_bugs_are_not_temporary() -> None:
    assert answer_page(ValueError("a bug")) is None


def answer_page(raised: Exception) -> HttpResponse | None:
    """The middleware's answer when the view of a page raises this."""

    def no_view(request: HttpRequest) -> HttpResponse:
        raise AssertionError

    return TemporaryErrorMiddleware(no_view).process_exception(RequestFactory().get("/plays/abc"), raised)
