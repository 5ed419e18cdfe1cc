"""Waiting for what a page is about to show."""

from collections.abc import Callable
from typing import TypeVar

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import Chrome
from selenium.webdriver.support.wait import WebDriverWait

SECONDS = 15  # a page answers within a tenth of one; a busy CI machine may need several
POLL_SECONDS = 0.05

T = TypeVar("T")


def until(browser: Chrome, condition: Callable[[], T | None], message: str = "") -> T:
    """The condition's first true value. Elements may be replaced while it looks at them."""
    wait = WebDriverWait(browser, SECONDS, POLL_SECONDS, ignored_exceptions=[StaleElementReferenceException])
    return wait.until(lambda _: condition() or False, message)


def settled(browser: Chrome, read: Callable[[], T]) -> T:
    """What is read, once it stays the same from one look to the next."""
    seen = [read()]

    def stays() -> bool:
        seen.append(read())
        return seen[-1] == seen[-2]

    until(browser, stays, "it never came to rest")
    return seen[-1]


def eventually(browser: Chrome, read: Callable[[], object], expected: object) -> None:
    """Assert that what is read becomes what is expected, and show both where it does not."""
    try:
        until(browser, lambda: read() == expected)
    except TimeoutException:
        found = read()
        assert found == expected, f"{found!r} instead of {expected!r}"
