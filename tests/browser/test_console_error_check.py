"""The `browser` fixture fails a test whose console shows an error: that it sees them is tested here."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.waiting import wait_until
from tests.chromium import console_errors

pytestmark = pytest.mark.browser


ERRORS = {
    "console.error('made on purpose')": "made on purpose",
    "setTimeout(() => { throw new Error('thrown on purpose') })": "thrown on purpose",
    "fetch('/there-is-no-such-page')": "404",
    "fetch('https://other.example/').catch(() => {})": "Content Security Policy",
}


def test_errors_are_seen(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    for script, error in ERRORS.items():
        assert console_errors(browser) == []
        browser.execute_script(script)
        _wait_for(browser, error)


def _wait_for(browser: Chrome, part: str) -> None:
    wait_until(browser, lambda: any(part in error for error in console_errors(browser)), f"nobody saw {part!r}")
