"""A client error report becomes one line of a file."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizzes.tests.client import error_code, visitor
from reports.schemas import MAX_MESSAGE_LENGTH, MAX_STACK_LENGTH
from reports.tests.client import ADDRESS, error_report, send_report, written_lines


def test_a_report_is_written_to_the_file_of_today(folder: Path) -> None:
    response = send_report(error_report())
    assert (response.status_code, response.content) == (204, b"")
    assert response["Cache-Control"] == "no-store"
    assert [file.name for file in folder.iterdir()] == [f"client-errors-{datetime.now(UTC):%Y-%m-%d}.jsonl"]
    (line,) = written_lines(folder)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line.pop("at"))
    assert re.fullmatch(r"[0-9a-f]{16}", line.pop("fingerprint"))
    assert line == {
        "message": "TypeError: x is undefined",
        "stack": "TypeError: x is undefined\n    at draw (/static/quiz.0123456789ab.js:1:2345)",
        "url": "/quizzes/us",
        "release": "v1.2.0",
        "agent": "Firefox 128",
        "count": 1,
    }


def test_a_message_is_enough(folder: Path) -> None:
    assert send_report({"message": "x"}).status_code == 204
    assert [(line["message"], line["stack"], line["url"]) for line in written_lines(folder)] == [("x", "", "")]


def test_a_report_makes_no_database_query(folder: Path) -> None:
    assert send_report(error_report()).status_code == 204  # without the mark django_db a query would raise


def test_without_a_folder_a_report_is_logged(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.REPORTS_DIR = ""
    assert send_report(error_report()).status_code == 204
    assert "x is undefined" in caplog.text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"message": ""}, "bad_message"),
        ({"message": None}, "bad_message"),
        ({"message": 5}, "bad_message"),
        ({"message": ["x"]}, "bad_message"),
        ({"message": "x" * (MAX_MESSAGE_LENGTH + 1)}, "bad_message"),
        ({"stack": "x" * (MAX_STACK_LENGTH + 1)}, "bad_stack"),
        ({"stack": {}}, "bad_stack"),
        ({"url": 7}, "bad_url"),
        ({"release": "x" * 101}, "bad_release"),
    ],
)
def test_an_invalid_field_gets_400(folder: Path, changes: dict[str, Any], code: str) -> None:
    response = send_report(error_report(**changes))
    assert (response.status_code, error_code(response)) == (400, code)
    assert written_lines(folder) == []


def test_a_body_above_8_kb_gets_413(folder: Path) -> None:
    response = send_report(error_report(stack="é" * 5000))
    assert (response.status_code, error_code(response)) == (413, "content_too_large")
    assert written_lines(folder) == []


INVALID_BODIES = {
    "nothing": b"",
    "a list": b"[]",
    "null": b"null",
    "truncated JSON": b'{"message": "x',
    "NUL": b"\0",
    "invalid UTF-8": b'{"message": "\xff"}',
    "nested lists": b"[" * 100_000,
    "a long number": b'{"message": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("raw", INVALID_BODIES.values(), ids=INVALID_BODIES)
def test_a_body_that_is_not_a_json_object_gets_400(folder: Path, raw: bytes) -> None:
    response = send_report(raw)
    assert (response.status_code, error_code(response)) == (400, "bad_body")
    assert written_lines(folder) == []


def test_a_lone_surrogate_is_not_written(folder: Path) -> None:
    response = send_report(b'{"message": "half \\ud83d of it", "stack": "\\udfff"}')
    assert response.status_code in {204, 400}
    assert all("�" in line["message"] or "?" in line["message"] for line in written_lines(folder))


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_other_methods_are_refused(method: str) -> None:
    response = getattr(visitor(), method)(ADDRESS)
    assert (response.status_code, error_code(response)) == (405, "method_not_allowed")
