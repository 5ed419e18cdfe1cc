"""The page that says what is stored lists what this browser has saved, and deletes it."""

import pytest
from selenium.webdriver import Chrome

from tests.browser import devtools
from tests.browser.result import ResultPage
from tests.browser.saved import Saved
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _opened(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/privacy")


def test_nothing_saved_is_said(result: ResultPage) -> None:
    assert "Plays saved from this browser\nNone." in result.text


def test_saved_plays_are_listed_linked_and_deleted(result: ResultPage, browser: Chrome, site: str) -> None:
    plays = [Saved(site, "us", "Chicago"), Saved(site, "de", "Berlin", "Hamburg")]
    for play in plays:
        play.keep(browser)
    browser.refresh()
    assert str(result.link("Germany").get_attribute("href")) == plays[1].url
    assert str(result.link("United States").get_attribute("href")) == plays[0].url
    result.press("Delete")
    result.press("Delete it")
    result.wait_for("deleted.")
    kept = "return Object.keys(localStorage).filter((key) => key.startsWith('toponaut:1:plays:')).length"
    eventually(browser, lambda: browser.execute_script(kept), 1)
    browser.refresh()
    assert len([title for title in ("Germany", "United States") if title in result.text]) == 1


def test_it_is_whole_without_javascript(result: ResultPage, browser: Chrome, site: str) -> None:
    devtools.disable_scripts(browser)
    browser.get(f"{site}/privacy")
    assert "Plays saved from this browser" not in result.text
    assert "14 days" in result.text


def test_a_quiz_page_and_the_home_page_lead_to_it(browser: Chrome, site: str) -> None:
    for path in ("/", "/quizzes/us"):
        browser.get(site + path)
        link = "return document.querySelector('a[href=\"/privacy\"]') !== null"
        assert browser.execute_script(link)
