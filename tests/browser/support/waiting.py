"""Waits until a page shows what a test expects."""

from collections.abc import Callable
from typing import TypeVar

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import Chrome
from selenium.webdriver.support.wait import WebDriverWait

TIMEOUT_SECONDS = 15  # a page answers within a tenth of a second; a busy CI machine may need several seconds
POLL_SECONDS = 0.05

T = TypeVar("T")


def wait_until(browser: Chrome, condition: Callable[[], T | None], message: str = "") -> T:
    """Return the condition's first true value. The page may replace elements while the condition reads them."""
    wait = WebDriverWait(browser, TIMEOUT_SECONDS, POLL_SECONDS, ignored_exceptions=[StaleElementReferenceException])
    return wait.until(lambda _: condition() or False, message)


def wait_until_stable(browser: Chrome, read: Callable[[], T]) -> T:
    """Return the value once two readings in a row are equal."""
    values = [read()]

    def is_stable() -> bool:
        values.append(read())
        return values[-1] == values[-2]

    wait_until(browser, is_stable, "the value never stopped changing")
    return values[-1]


def wait_until_equal(browser: Chrome, read: Callable[[], object], expected: object) -> None:
    """Assert that the value becomes equal to `expected`. The failure shows both."""
    try:
        wait_until(browser, lambda: read() == expected)
    except TimeoutException:
        value = read()
        assert value == expected, f"{value!r} instead of {expected!r}"
