"""The privacy page lists the plays saved from this browser, and can delete them."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.saved_play_page import SavedPlayPage
from tests.browser.support import devtools
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.waiting import wait_until_equal

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _open_privacy_page(browser: Chrome, site_url: str) -> None:
    browser.get(f"{site_url}/privacy")


def test_the_page_says_that_no_play_is_saved(play_page: SavedPlayPage) -> None:
    assert "Plays saved from this browser\nNone." in play_page.text


def test_saved_plays_are_listed_linked_and_deleted(play_page: SavedPlayPage, browser: Chrome, site_url: str) -> None:
    plays = [PlayOnServer(site_url, "us", "Chicago"), PlayOnServer(site_url, "de", "Berlin", "Hamburg")]
    for play in plays:
        play.store_secret_in(browser)
    browser.refresh()
    assert str(play_page.link("Germany").get_attribute("href")) == plays[1].url
    assert str(play_page.link("United States").get_attribute("href")) == plays[0].url
    play_page.press("Delete")
    play_page.press("Delete it")
    play_page.wait_for_text("deleted.")
    stored_count = "return Object.keys(localStorage).filter((key) => key.startsWith('toponaut:1:plays:')).length"
    wait_until_equal(browser, lambda: browser.execute_script(stored_count), 1)
    browser.refresh()
    assert len([title for title in ("Germany", "United States") if title in play_page.text]) == 1


def test_the_page_is_complete_without_javascript(play_page: SavedPlayPage, browser: Chrome, site_url: str) -> None:
    devtools.disable_scripts(browser)
    browser.get(f"{site_url}/privacy")
    assert "Plays saved from this browser" not in play_page.text
    assert "14 days" in play_page.text


def test_the_home_and_quiz_pages_link_to_it(browser: Chrome, site_url: str) -> None:
    for path in ("/", "/quizzes/us"):
        browser.get(site_url + path)
        has_link = "return document.querySelector('a[href=\"/privacy\"]') !== null"
        assert browser.execute_script(has_link)
