"""axe-core finds nothing serious, on either page, in either size and theme."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.browser import devtools
from tests.browser.axe import violations
from tests.browser.home import HomePage
from tests.browser.page import QuizPage
from tests.browser.result import ResultPage
from tests.browser.saved import Saved
from tests.browser.share import Share
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, browser: Chrome) -> str:
    devtools.prefer(browser, color_scheme=request.param, reduced_motion="reduce")
    return str(request.param)


@pytest.fixture(params=["wide", "phone"])
def size(request: pytest.FixtureRequest, browser: Chrome) -> str:
    if request.param == "phone":
        devtools.be_phone(browser)
    return str(request.param)


def test_axe_finds_what_is_there_to_find(home: HomePage, browser: Chrome) -> None:
    home.open()
    browser.execute_script("document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in "\n".join(violations(browser))


@pytest.mark.usefixtures("theme", "size")
def test_home(home: HomePage, browser: Chrome) -> None:
    home.open()
    home.group("Countries").click()
    assert violations(browser) == []
    home.search.send_keys("new")
    until(browser, lambda: home.found)
    assert violations(browser) == []


@pytest.mark.usefixtures("theme", "size")
def test_sharing_and_continuing(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    page.guess("Boston")
    share.open()
    assert violations(browser) == []
    page.button("Save and get a link").click()
    id_ = share.wait_for_link()
    assert violations(browser) == []
    page.button("Delete this saved play").click()
    assert page.button("Keep it").is_displayed()
    assert violations(browser) == []
    page.keys(Keys.ESCAPE)
    page.wait_for_no_dialog()
    share.forget()
    page.open("us", guess="Denver")
    page.wait_for_answer("Denver")
    browser.get(f"{page.site}/quizzes/us?continue={id_}")
    assert page.dialog.is_displayed()
    assert violations(browser) == []


@pytest.mark.usefixtures("theme")
def test_a_played_quiz(page: QuizPage, browser: Chrome, size: str) -> None:
    page.open("us")
    page.guess("Chicago")
    page.guess("Tokyo")
    page.guess("Portland")
    assert violations(browser) == []
    page.button("Swap").click()
    assert page.dialog.is_displayed()
    assert violations(browser) == []
    page.button("Close").click()
    page.wait_for_no_dialog()
    if size == "phone":
        page.button("List and tables of 2 places").click()
        until(browser, page.ledger.element.is_displayed)
    page.ledger.tab("states").click()
    assert violations(browser) == []
    page.ledger.tab("listed").click()
    page.button("Start over").click()
    assert page.dialog.is_displayed()
    assert violations(browser) == []


@pytest.mark.usefixtures("theme", "size")
def test_saved_plays_and_what_is_stored(result: ResultPage, browser: Chrome, site: str) -> None:
    ours, theirs = Saved(site, "europe", "Lviv", "Paris"), Saved(site, "europe", "Paris", "Rome")
    result.open(ours, "?missed=1")
    browser.execute_script("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert violations(browser) == []
    result.open(ours, f"/with/{theirs.id}")
    assert violations(browser) == []
    ours.keep(browser)
    result.open(ours)
    result.press("Delete")
    assert violations(browser) == []
    browser.get(f"{site}/privacy")
    assert violations(browser) == []
