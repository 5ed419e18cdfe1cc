"""The `browser` fixture fails a test on console errors. These tests check that it sees each kind of error."""

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


def test_every_kind_of_error_is_found_in_the_console(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    for script, error in ERRORS.items():
        assert console_errors(browser) == []
        browser.execute_script(script)
        _wait_for(browser, error)


def _wait_for(browser: Chrome, part: str) -> None:
    wait_until(
        browser, lambda: any(part in error for error in console_errors(browser)), f"the console never showed {part!r}"
    )
