"""No cookie, and no word to anybody else."""

from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome

from tests.browser.home import HomePage
from tests.browser.page import QuizPage

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

# What a policy keeps from being sent is an error in the console, which no test allows.
REQUESTED = """
const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
return entries.map((entry) => entry.name);
"""


def requested(browser: Chrome) -> list[str]:
    """Addresses that this page has asked for."""
    return [str(address) for address in browser.execute_script(REQUESTED)]


def test_no_cookie_and_no_other_origin(home: HomePage, page: QuizPage, browser: Chrome, site: str) -> None:
    home.open()
    addresses = requested(browser)
    page.open("us")
    for guess in ("Portland", "Hollywood", "Xqzzt", "Tokyo"):
        page.guess(guess)
    addresses += requested(browser)

    assert any("/match?" in address for address in addresses)
    assert any(".woff2" in address for address in addresses)
    assert [address for address in addresses if not address.startswith(f"{site}/")] == []
    assert browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"] == []
    for address in set(addresses):
        with urlopen(address, timeout=15) as response:  # noqa: S310 - our own address
            assert response.headers["Set-Cookie"] is None


def test_only_progress_is_stored(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    assert page.stored() == {}
    page.guess("Chicago")
    assert all(key.startswith("toponaut:1:us:") for key in page.stored())
    assert browser.execute_script("return sessionStorage.length") == 0
