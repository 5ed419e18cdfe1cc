"""axe-core finds no serious accessibility fault on any page: wide and on a phone, light and dark."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.home_page import HomePage
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.saved_play_page import SavedPlayPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support import devtools
from tests.browser.support.axe import axe_violations
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.waiting import wait_until

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, browser: Chrome) -> str:
    devtools.set_media_preferences(browser, color_scheme=request.param, reduced_motion="reduce")
    return str(request.param)


@pytest.fixture(params=["wide", "phone"])
def size(request: pytest.FixtureRequest, browser: Chrome) -> str:
    if request.param == "phone":
        devtools.emulate_phone(browser)
    return str(request.param)


def test_axe_reports_a_button_without_name(home_page: HomePage, browser: Chrome) -> None:
    home_page.open()
    browser.execute_script("document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in "\n".join(axe_violations(browser))


@pytest.mark.usefixtures("theme", "size")
def test_home_page_has_no_violations(home_page: HomePage, browser: Chrome) -> None:
    home_page.open()
    home_page.catalogue_group("Countries").click()
    assert axe_violations(browser) == []
    home_page.search_input.send_keys("new")
    wait_until(browser, lambda: home_page.search_status)
    assert axe_violations(browser) == []


@pytest.mark.usefixtures("theme", "size")
def test_share_and_continue_dialogs_have_no_violations(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Boston")
    share_dialog.open()
    assert axe_violations(browser) == []
    quiz_page.button("Save and get a link").click()
    id_ = share_dialog.wait_for_play_id()
    assert axe_violations(browser) == []
    quiz_page.button("Delete this saved play").click()
    assert quiz_page.button("Keep it").is_displayed()
    assert axe_violations(browser) == []
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    share_dialog.clear_browser_storage()
    quiz_page.open("us", guess="Denver")
    quiz_page.wait_for_answer("Denver")
    browser.get(f"{quiz_page.site_url}/quizzes/us?continue={id_}")
    assert quiz_page.open_dialog.is_displayed()
    assert axe_violations(browser) == []


@pytest.mark.usefixtures("theme")
def test_quiz_page_has_no_violations(quiz_page: QuizPage, browser: Chrome, size: str) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Tokyo")
    quiz_page.guess("Portland")
    assert axe_violations(browser) == []
    quiz_page.button("Swap").click()
    assert quiz_page.open_dialog.is_displayed()
    assert axe_violations(browser) == []
    quiz_page.button("Close").click()
    quiz_page.wait_for_no_dialog()
    if size == "phone":
        quiz_page.button("List and tables of 2 places").click()
        wait_until(browser, quiz_page.side_panel.element.is_displayed)
    quiz_page.side_panel.tab("states").click()
    assert axe_violations(browser) == []
    quiz_page.side_panel.tab("listed").click()
    quiz_page.button("Start over").click()
    assert quiz_page.open_dialog.is_displayed()
    assert axe_violations(browser) == []


@pytest.mark.usefixtures("theme", "size")
def test_saved_play_and_privacy_pages_have_no_violations(
    play_page: SavedPlayPage, browser: Chrome, site_url: str
) -> None:
    own_play = PlayOnServer(site_url, "europe", "Lviv", "Paris")
    other_play = PlayOnServer(site_url, "europe", "Paris", "Rome")
    play_page.open(own_play, "?missed=1")
    browser.execute_script("for (const details of document.querySelectorAll('details')) details.open = true")
    assert axe_violations(browser) == []
    play_page.open(own_play, f"/with/{other_play.id}")
    assert axe_violations(browser) == []
    own_play.store_secret_in(browser)
    play_page.open(own_play)
    play_page.press("Delete")
    assert axe_violations(browser) == []
    browser.get(f"{site_url}/privacy")
    assert axe_violations(browser) == []
