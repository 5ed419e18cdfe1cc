"""Reports keep nothing that identifies a person or was typed, and nothing that would garble a terminal."""

from pathlib import Path

import pytest

from reports.sanitizing import MAX_STACK_LINES, sanitize_line, sanitize_stack, sanitize_url_path
from reports.tests.client import error_report, send_report, written_lines
from reports.user_agents import browser_family


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("https://toponaut.example/quizzes/us?guess=Lviv#x", "/quizzes/us"),
        ("/quizzes/us?guess=Lviv", "/quizzes/us"),
        ("/quizzes/us#Lviv", "/quizzes/us"),
        ("https://toponaut.example", "/"),
        ("/plays/Abc23xyz/with/K9", "/plays/…/with/K9"),
        ("", ""),
    ],
)
def test_only_the_path_of_a_page_is_kept(raw: str, kept: str) -> None:
    assert sanitize_url_path(raw, 100) == kept


def test_urls_within_text_lose_their_host_and_query() -> None:
    raw = "at f (https://toponaut.example/static/quiz.js?v=2:1:5)\nat g (chrome-extension://abcdef/x.js:1:2)"
    assert sanitize_stack(raw, 500) == "at f (/static/quiz.js)\nat g (chrome-extension:///x.js:1:2)"
    assert sanitize_line("failed: https://u:p@a.example/b?name=Lviv", 500) == "failed: /b"


def test_control_characters_are_replaced() -> None:
    assert sanitize_line("\x1b[31mred\x00\x9b\u2028\u202eback", 100) == "�[31mred����back"
    assert sanitize_stack("a\r\n\tb", 100) == "a\n    b"


def test_a_stack_has_at_most_thirty_lines() -> None:
    assert sanitize_stack("x\n" * 1000, 10_000).count("\n") == MAX_STACK_LINES - 1


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0.6478.1 Safari/537.36 Edg/126.0.2", "Edge 126"),
        ("Mozilla/5.0 (Linux; Android 14; SM-S921B) Chrome/126.0.6478.1 Mobile Safari/537.36", "Chrome 126"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1", "Safari 17.5"),
        ("Mozilla/5.0 (iPhone) CriOS/126.0.1 Mobile/15E148 Safari/604.1", "Chrome 126"),
        ("Mozilla/5.0 (Linux) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36", "Samsung Internet 25"),
        ("Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128"),
        ("Mozilla/5.0 Chrome/126.0.0.0 Safari/537.36 OPR/111.0.0.0", "Opera 111"),
        ("curl/8.0", "unknown"),
        ("", "unknown"),
        ("x" * 100_000, "unknown"),
    ],
)
def test_only_family_and_version_of_a_browser_are_kept(header: str, kept: str) -> None:
    assert browser_family(header) == kept


def test_line_breaks_in_a_report_do_not_break_its_line(folder: Path) -> None:
    send_report(error_report(message='a\nb","count":99,"x":"\u2028', url="/a\nb?c", release="\x1b[2J"))
    (line,) = written_lines(folder)
    assert (line["message"], line["count"]) == ('a b","count":99,"x":"�', 1)
    assert (line["url"], line["release"]) == ("/a b", "�[2J")
