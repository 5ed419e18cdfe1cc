"""The page of a saved play: for everybody who has its link, with more on it for its owner."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.axe import violations
from tests.browser.page import QuizPage
from tests.browser.share import Share
from tests.browser.waiting import eventually, until

pytestmark = pytest.mark.browser

NOT_FOUND = "404 (Not Found)"


def saved(page: QuizPage, share: Share, *names: str) -> str:
    """Play the US and save; the address of the play's page."""
    page.open("us")
    for name in names:
        page.guess(name)
    return f"{page.site}/plays/{share.save()}"


def text(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "main").text


def test_it_shows_the_play_to_whoever_has_the_link(page: QuizPage, browser: Chrome, share: Share) -> None:
    address = saved(page, share, "Chicago", "Boston", "Denver")
    share.forget()
    browser.get(address)
    assert browser.title.startswith("3 places in the United States")
    for fact in ("3 places", "3 of 51 states", "Chicago", "Boston", "Denver", "Largest", "Smallest"):
        assert fact in text(browser)
    page.atlas.wait_for_dots(3)
    assert "This is your play" not in text(browser)
    assert violations(browser) == []


def test_it_is_complete_without_javascript(page: QuizPage, browser: Chrome, share: Share) -> None:
    address = saved(page, share, "Chicago", "Boston", "Denver")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(address)
    for fact in ("3 places", "3 of 51 states", "Chicago", "Boston", "Denver", "Largest"):
        assert fact in text(browser)
    picture = browser.find_element(By.CSS_SELECTOR, "main img")
    assert (picture.get_dom_attribute("src") or "").split("?")[0].endswith("/map.png")
    until(browser, lambda: int(picture.get_property("naturalWidth") or 0) == 1200, "the picture did not come")  # type: ignore[arg-type]


def test_what_was_missed_is_told_only_when_asked(page: QuizPage, browser: Chrome, share: Share) -> None:
    browser.get(saved(page, share, "Chicago"))
    assert "New York City" not in text(browser)
    browser.find_element(By.CSS_SELECTOR, "a[href*='missed=1']").click()
    until(browser, lambda: "New York City" in text(browser), "the largest missed place is not shown")


def test_it_goes_on_as_somebodys_own(page: QuizPage, browser: Chrome, share: Share) -> None:
    address = saved(page, share, "Chicago", "Boston")
    share.forget()
    browser.get(address)
    browser.find_element(By.LINK_TEXT, "Continue as your own play").click()
    page.wait_until_ready()
    page.ledger.wait_for_places(2)
    assert page.ledger.names == ["Boston", "Chicago"]


@pytest.mark.console_error(NOT_FOUND)
def test_its_owner_deletes_it(page: QuizPage, browser: Chrome, share: Share) -> None:
    address = saved(page, share, "Chicago")
    browser.get(address)
    until(browser, lambda: "This is your play" in text(browser), "its owner is not known")
    page.button("Delete").click()
    assert page.dialog.is_displayed()
    page.button("Delete it").click()
    until(browser, lambda: "This play is gone" in text(browser), "it was not deleted")
    assert not [key for key in page.stored() if key.startswith("toponaut:1:plays:")]
    browser.get(address)
    assert share.detail(address.rsplit("/", 1)[-1]) is None
    eventually(browser, lambda: browser.find_elements(By.ID, "own"), [])
