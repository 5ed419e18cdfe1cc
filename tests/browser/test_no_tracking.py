"""The site sets no cookie and sends no request to any other site."""

from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.home_page import HomePage
from tests.browser.pages.quiz_page import QuizPage

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

# Requests that the Content Security Policy blocks are not listed; they fail the test as console errors.
REQUESTED_ADDRESSES_SCRIPT = """
const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
return entries.map((entry) => entry.name);
"""


def requested_addresses(browser: Chrome) -> list[str]:
    """The addresses of all requests of this page."""
    return [str(address) for address in browser.execute_script(REQUESTED_ADDRESSES_SCRIPT)]


def test_no_cookie_is_set_and_no_other_origin_is_requested(
    home_page: HomePage, quiz_page: QuizPage, browser: Chrome, site_url: str
) -> None:
    home_page.open()
    addresses = requested_addresses(browser)
    quiz_page.open("us")
    for guess in ("Portland", "Hollywood", "Xqzzt", "Tokyo"):
        quiz_page.guess(guess)
    addresses += requested_addresses(browser)

    assert any("/match?" in address for address in addresses)
    assert any(".woff2" in address for address in addresses)
    assert [address for address in addresses if not address.startswith(f"{site_url}/")] == []
    assert browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"] == []
    for address in set(addresses):
        with urlopen(address, timeout=15) as response:  # noqa: S310 - our own address
            assert response.headers["Set-Cookie"] is None


def test_only_the_progress_is_stored(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    assert quiz_page.local_storage() == {}
    quiz_page.guess("Chicago")
    assert all(key.startswith("toponaut:1:us:") for key in quiz_page.local_storage())
    assert browser.execute_script("return sessionStorage.length") == 0
