"""A player continues another player's saved play as their own, from its link."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support import devtools
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser


@pytest.fixture
def other_play_id(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> str:
    """The id of a play of Chicago and Denver that another player saved."""
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Denver")
    id_ = share_dialog.save_play()
    share_dialog.clear_browser_storage()
    browser.get("about:blank")
    return id_


def open_continue_link(quiz_page: QuizPage, id_: str, slug: str = "us") -> None:
    quiz_page.browser.get(f"{quiz_page.site_url}/quizzes/{slug}?continue={id_}")
    quiz_page.wait_until_ready()


def test_an_empty_map_takes_over_the_play(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog, other_play_id: str
) -> None:
    open_continue_link(quiz_page, other_play_id)
    quiz_page.wait_for_answer("Continuing from a play of 2 places.")
    assert quiz_page.side_panel.names == ["Denver", "Chicago"]
    quiz_page.map.wait_for_dots(2)
    assert browser.current_url == f"{quiz_page.site_url}/quizzes/us"
    quiz_page.reload()
    assert quiz_page.answer == "Welcome back: 2 places still on your map."

    quiz_page.guess("Boston")
    own_id = share_dialog.save_play()
    assert own_id != other_play_id
    assert share_dialog.names_on_server(own_id) == ["Chicago", "Denver", "Boston"]
    assert share_dialog.names_on_server(other_play_id) == ["Chicago", "Denver"]


def test_the_play_can_be_added_to_the_current_places(quiz_page: QuizPage, browser: Chrome, other_play_id: str) -> None:
    quiz_page.open("us")
    quiz_page.guess("Boston")
    quiz_page.guess("Denver")
    open_continue_link(quiz_page, other_play_id)
    assert "You have 2 places on this map; the play has 2 (1 of them yours too)." in quiz_page.open_dialog.text
    assert quiz_page.focused_element.text.startswith("Keep mine")
    quiz_page.open_dialog.find_element("css selector", "[data-action=add]").click()
    quiz_page.wait_for_answer("Added 1 place; the other one was already on your map.")
    quiz_page.wait_for_no_dialog()
    assert quiz_page.side_panel.names == ["Chicago", "Denver", "Boston"]
    assert browser.current_url == f"{quiz_page.site_url}/quizzes/us"
    assert quiz_page.press("Undo") == "Took back Chicago, Illinois."
    assert quiz_page.side_panel.names == ["Denver", "Boston"]


def test_the_play_can_replace_the_current_places(
    quiz_page: QuizPage, share_dialog: ShareDialog, other_play_id: str
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Boston")
    quiz_page.guess("Denver")
    own_id = share_dialog.save_play()
    open_continue_link(quiz_page, other_play_id)
    assert "Your saved play stays at its link." in quiz_page.open_dialog.text
    quiz_page.open_dialog.find_element("css selector", "[data-action=instead]").click()
    quiz_page.wait_for_answer("Continuing from a play of 2 places.")
    assert quiz_page.side_panel.names == ["Denver", "Chicago"]
    assert quiz_page.save_status == "saved ✓"  # the new play has no link
    assert share_dialog.names_on_server(own_id) == ["Boston", "Denver"]
    assert quiz_page.press("Undo") == "Took back 2 places; 2 places are on the map again."
    quiz_page.reload()
    assert quiz_page.side_panel.names == ["Denver", "Boston"]


@pytest.mark.parametrize("method", ["button", "Escape"])
def test_the_current_places_can_be_kept(quiz_page: QuizPage, browser: Chrome, other_play_id: str, method: str) -> None:
    quiz_page.open("us")
    quiz_page.guess("Boston")
    open_continue_link(quiz_page, other_play_id)
    assert quiz_page.open_dialog.is_displayed()
    if method == "button":
        quiz_page.open_dialog.find_element("css selector", "[data-action=keep-mine]").click()
    else:
        quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    assert quiz_page.side_panel.names == ["Boston"]
    assert browser.current_url == f"{quiz_page.site_url}/quizzes/us"


def test_a_play_of_another_quiz_links_to_that_quiz(quiz_page: QuizPage, browser: Chrome, other_play_id: str) -> None:
    open_continue_link(quiz_page, other_play_id, slug="fr")
    assert "It is a play of United States, and this is France." in quiz_page.open_dialog.text
    quiz_page.open_dialog.find_element("link text", "Continue it in United States").click()
    quiz_page.wait_for_answer("Continuing from a play of 2 places.")
    assert browser.current_url == f"{quiz_page.site_url}/quizzes/us"


@pytest.mark.console_error("404")
def test_an_unknown_play_is_answered_with_a_message(quiz_page: QuizPage, browser: Chrome) -> None:
    open_continue_link(quiz_page, "nosuchplay1")
    quiz_page.wait_for_answer("There is no play at that link.")
    assert browser.current_url == f"{quiz_page.site_url}/quizzes/us"


@pytest.mark.console_error("ERR_BLOCKED_BY_CLIENT")
def test_the_play_is_fetched_when_the_connection_is_back(
    quiz_page: QuizPage, browser: Chrome, other_play_id: str
) -> None:
    devtools.block_requests(browser, "*/api/v1/plays/*")
    open_continue_link(quiz_page, other_play_id)
    quiz_page.wait_for_answer("No connection. The play will be fetched when the connection is back.")
    assert browser.current_url.endswith(f"?continue={other_play_id}")
    quiz_page.reload()  # the page still tries to fetch the play
    quiz_page.wait_for_answer("No connection.")
    devtools.block_requests(browser)
    wait_until(browser, lambda: quiz_page.side_panel.score.places == 2)
    wait_until_equal(browser, lambda: browser.current_url, f"{quiz_page.site_url}/quizzes/us")
