"""Every log line of a request carries the id that nginx gave it."""

import json
import logging
import re
from collections.abc import Iterable
from typing import Any

import pytest

from config.request_id import RequestIdFilter, with_request_id
from config.tests.fresh_process import run_python

GIVEN = "0123456789abcdef0123456789abcdef"


def id_in_the_log(given: str) -> str:
    """The id that a line carries which the application logs in a request."""
    seen: list[str] = []

    def application(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        seen.append(_id_now())
        return []

    with_request_id(application)({"HTTP_X_REQUEST_ID": given} if given else {}, lambda *_: lambda _: None)
    return seen[0]


def _id_now() -> str:
    record = logging.LogRecord("toponaut", logging.INFO, __file__, 1, "a line", None, None)
    assert RequestIdFilter().filter(record)
    found: str = vars(record)["request_id"]
    return found


def test_the_id_is_the_one_that_nginx_gave() -> None:
    assert id_in_the_log(GIVEN) == GIVEN


def test_outside_a_request_it_is_empty() -> None:
    id_in_the_log(GIVEN)
    assert _id_now() == ""


def test_it_is_forgotten_when_the_application_fails() -> None:
    def application(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        raise RuntimeError(_id_now())

    with pytest.raises(RuntimeError, match=GIVEN):
        with_request_id(application)({"HTTP_X_REQUEST_ID": GIVEN}, lambda *_: lambda _: None)
    assert _id_now() == ""


@pytest.mark.parametrize("given", ["", "abc", GIVEN.upper(), f"{GIVEN}0", f"{GIVEN}\n", '","level":"' + GIVEN[10:]])
def test_an_id_of_another_shape_is_replaced(given: str) -> None:
    made = id_in_the_log(given)
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert made != given


PROGRAM = """
import sys, logging
from config.wsgi import application
from django.test import RequestFactory
environ = RequestFactory(headers={"X-Request-Id": sys.argv[1]}).get("/api/v1/quizzes").environ
list(application(environ, lambda *_: None))
logging.getLogger("toponaut").info("afterwards")
"""


def test_all_lines_of_a_request_have_it_in_production() -> None:
    environ = {
        "TOPONAUT_ENV": "production",
        "SECRET_KEY": "m9ZC0b8cVZ2c1n5Jx0mR4p6sV8yB2dF5",
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": "postgresql://toponaut@127.0.0.1:1/toponaut",  # nobody listens there
    }
    lines = [json.loads(line) for line in run_python(PROGRAM, GIVEN, **environ).stderr.splitlines()]
    during, after = lines[:-1], lines[-1]
    assert {line["name"] for line in during} >= {"toponaut.api", "django.request"}
    assert {line["request_id"] for line in during} == {GIVEN}
    assert (after["message"], after["request_id"]) == ("afterwards", "")
