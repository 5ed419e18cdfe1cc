"""Every log line of a request has the id from nginx's X-Request-Id header."""

import json
import logging
import re
from collections.abc import Iterable
from typing import Any

import pytest

from config.request_id import RequestIdFilter, with_request_id
from config.tests.fresh_process import run_python

NGINX_ID = "0123456789abcdef0123456789abcdef"


def logged_id(header: str) -> str:
    """The id of a line that the application logs during a request with this header."""
    seen: list[str] = []

    def application(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        seen.append(_id_of_new_record())
        return []

    with_request_id(application)({"HTTP_X_REQUEST_ID": header} if header else {}, lambda *_: lambda _: None)
    return seen[0]


def _id_of_new_record() -> str:
    record = logging.LogRecord("toponaut", logging.INFO, __file__, 1, "a line", None, None)
    assert RequestIdFilter().filter(record)
    request_id: str = vars(record)["request_id"]
    return request_id


def test_the_id_is_the_one_from_nginx() -> None:
    assert logged_id(NGINX_ID) == NGINX_ID


def test_the_id_is_empty_outside_a_request() -> None:
    logged_id(NGINX_ID)
    assert _id_of_new_record() == ""


def test_the_id_is_reset_when_the_application_fails() -> None:
    def application(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        raise RuntimeError(_id_of_new_record())

    with pytest.raises(RuntimeError, match=NGINX_ID):
        with_request_id(application)({"HTTP_X_REQUEST_ID": NGINX_ID}, lambda *_: lambda _: None)
    assert _id_of_new_record() == ""


@pytest.mark.parametrize(
    "header", ["", "abc", NGINX_ID.upper(), f"{NGINX_ID}0", f"{NGINX_ID}\n", '","level":"' + NGINX_ID[10:]]
)
def test_an_id_of_another_form_is_replaced(header: str) -> None:
    new_id = logged_id(header)
    assert re.fullmatch("[0-9a-f]{32}", new_id)
    assert new_id != header


PROGRAM = """
import sys, logging
from config.wsgi import application
from django.test import RequestFactory
environ = RequestFactory(headers={"X-Request-Id": sys.argv[1]}).get("/api/v1/quizzes").environ
list(application(environ, lambda *_: None))
logging.getLogger("toponaut").info("afterwards")
"""


@pytest.mark.slow
def test_all_log_lines_of_a_request_have_its_id_in_production() -> None:
    environ = {
        "TOPONAUT_ENV": "production",
        "SECRET_KEY": "m9ZC0b8cVZ2c1n5Jx0mR4p6sV8yB2dF5",
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": "postgresql://toponaut@127.0.0.1:1/toponaut",  # nothing listens there
    }
    lines = [json.loads(line) for line in run_python(PROGRAM, NGINX_ID, **environ).stderr.splitlines()]
    during, after = lines[:-1], lines[-1]
    assert {line["name"] for line in during} >= {"toponaut.temporary", "django.request"}
    assert {line["request_id"] for line in during} == {NGINX_ID}
    assert (after["message"], after["request_id"]) == ("afterwards", "")
