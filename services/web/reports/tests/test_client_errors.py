"""What a page tells of an error becomes one line of a file."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizzes.tests.client import error_code, visitor
from reports.schemas import LONGEST_MESSAGE, LONGEST_STACK
from reports.tests.cast import ADDRESS, an_error, lines, send


def test_a_report_is_a_line_of_todays_file(folder: Path) -> None:
    response = send(an_error())
    assert (response.status_code, response.content) == (204, b"")
    assert response["Cache-Control"] == "no-store"
    assert [file.name for file in folder.iterdir()] == [f"client-errors-{datetime.now(UTC):%Y-%m-%d}.jsonl"]
    (line,) = lines(folder)
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
    assert send({"message": "x"}).status_code == 204
    assert [(line["message"], line["stack"], line["url"]) for line in lines(folder)] == [("x", "", "")]


def test_it_asks_no_database(folder: Path) -> None:
    assert send(an_error()).status_code == 204  # without the mark django_db a query would raise


def test_without_a_folder_it_is_logged(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.REPORTS_DIR = ""
    assert send(an_error()).status_code == 204
    assert "x is undefined" in caplog.text


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"message": ""}, "bad_message"),
        ({"message": None}, "bad_message"),
        ({"message": 5}, "bad_message"),
        ({"message": ["x"]}, "bad_message"),
        ({"message": "x" * (LONGEST_MESSAGE + 1)}, "bad_message"),
        ({"stack": "x" * (LONGEST_STACK + 1)}, "bad_stack"),
        ({"stack": {}}, "bad_stack"),
        ({"url": 7}, "bad_url"),
        ({"release": "x" * 101}, "bad_release"),
    ],
)
def test_what_is_no_report_is_a_400(folder: Path, other: dict[str, Any], code: str) -> None:
    response = send(an_error(**other))
    assert (response.status_code, error_code(response)) == (400, code)
    assert lines(folder) == []


def test_more_than_8_kb_is_a_413(folder: Path) -> None:
    response = send(an_error(stack="é" * 5000))
    assert (response.status_code, error_code(response)) == (413, "content_too_large")
    assert lines(folder) == []


GARBAGE = {
    "nothing": b"",
    "a list": b"[]",
    "null": b"null",
    "half of it": b'{"message": "x',
    "NUL": b"\0",
    "no UTF-8": b'{"message": "\xff"}',
    "lists in each other": b"[" * 100_000,
    "a long number": b'{"message": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("raw", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_a_400(folder: Path, raw: bytes) -> None:
    response = send(raw)
    assert (response.status_code, error_code(response)) == (400, "bad_body")
    assert lines(folder) == []


def test_half_a_letter_is_kept_from_the_file(folder: Path) -> None:
    response = send(b'{"message": "half \\ud83d of it", "stack": "\\udfff"}')
    assert response.status_code in {204, 400}
    assert all("�" in line["message"] or "?" in line["message"] for line in lines(folder))


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_nothing_can_be_read_or_changed(method: str) -> None:
    response = getattr(visitor(), method)(ADDRESS)
    assert (response.status_code, error_code(response)) == (405, "method_not_allowed")
