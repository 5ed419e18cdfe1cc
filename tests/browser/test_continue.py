"""Somebody's saved play goes on as one's own, wherever its link is opened."""

import pytest
from selenium.webdriver import Chrome

from tests.browser import devtools
from tests.browser.page import QuizPage
from tests.browser.share import Share
from tests.browser.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]


@pytest.fixture
def theirs(page: QuizPage, browser: Chrome, share: Share) -> str:
    """A play of Chicago and Denver that somebody else saved."""
    page.open("us")
    page.guess("Chicago")
    page.guess("Denver")
    id_ = share.save()
    share.forget()
    browser.get("about:blank")
    return id_


def begin(page: QuizPage, id_: str, slug: str = "us") -> None:
    page.browser.get(f"{page.site}/quizzes/{slug}?continue={id_}")
    page.wait_until_ready()


def test_an_empty_map_takes_it_over(page: QuizPage, browser: Chrome, share: Share, theirs: str) -> None:
    begin(page, theirs)
    page.wait_for_answer("Continuing from a play of 2 places.")
    assert page.ledger.names == ["Denver", "Chicago"]
    page.atlas.wait_for_dots(2)
    assert browser.current_url == f"{page.site}/quizzes/us"
    page.reload()
    assert page.answer == "Welcome back: 2 places still on your map."

    page.guess("Boston")
    own = share.save()
    assert own != theirs
    assert share.names(own) == ["Chicago", "Denver", "Boston"]
    assert share.names(theirs) == ["Chicago", "Denver"]


def test_adding_it_to_what_is_there(page: QuizPage, browser: Chrome, theirs: str) -> None:
    page.open("us")
    page.guess("Boston")
    page.guess("Denver")
    begin(page, theirs)
    assert "You have 2 places on this map; the play has 2 (1 of them yours too)." in page.dialog.text
    assert page.focused.text.startswith("Keep mine")
    page.dialog.find_element("css selector", "[data-action=add]").click()
    page.wait_for_answer("Added 1 place, beside the 1 you had.")
    page.wait_for_no_dialog()
    assert page.ledger.names == ["Chicago", "Denver", "Boston"]
    assert browser.current_url == f"{page.site}/quizzes/us"
    assert page.press("Undo") == "Took back Chicago, Illinois."
    assert page.ledger.names == ["Denver", "Boston"]


def test_starting_from_it_instead(page: QuizPage, share: Share, theirs: str) -> None:
    page.open("us")
    page.guess("Boston")
    page.guess("Denver")
    own = share.save()
    begin(page, theirs)
    assert "Your saved play stays at its link." in page.dialog.text
    page.dialog.find_element("css selector", "[data-action=instead]").click()
    page.wait_for_answer("Continuing from a play of 2 places.")
    assert page.ledger.names == ["Denver", "Chicago"]
    assert page.status == "saved ✓"  # a new play, without a link
    assert share.names(own) == ["Boston", "Denver"]
    assert page.press("Undo") == "Took back 2 places; 2 places are on the map again."
    page.reload()
    assert page.ledger.names == ["Denver", "Boston"]


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_keeping_what_is_there(page: QuizPage, browser: Chrome, theirs: str, way: str) -> None:
    page.open("us")
    page.guess("Boston")
    begin(page, theirs)
    assert page.dialog.is_displayed()
    if way == "button":
        page.dialog.find_element("css selector", "[data-action=keep-mine]").click()
    else:
        page.keys("\ue00c")
    page.wait_for_no_dialog()
    assert page.ledger.names == ["Boston"]
    assert browser.current_url == f"{page.site}/quizzes/us"


def test_a_play_of_another_quiz_leads_there(page: QuizPage, browser: Chrome, theirs: str) -> None:
    begin(page, theirs, slug="fr")
    assert "It is a play of United States, and this is France." in page.dialog.text
    page.dialog.find_element("link text", "Continue it in United States").click()
    page.wait_for_answer("Continuing from a play of 2 places.")
    assert browser.current_url == f"{page.site}/quizzes/us"


@pytest.mark.console_error("404")
def test_an_unknown_play_is_told(page: QuizPage, browser: Chrome) -> None:
    begin(page, "nosuchplay1")
    page.wait_for_answer("There is no play at that link.")
    assert browser.current_url == f"{page.site}/quizzes/us"


@pytest.mark.console_error("ERR_BLOCKED_BY_CLIENT")
def test_it_is_fetched_when_the_connection_is_back(page: QuizPage, browser: Chrome, theirs: str) -> None:
    devtools.block(browser, "*/api/v1/plays/*")
    begin(page, theirs)
    page.wait_for_answer("No connection. The play is fetched when the connection is back.")
    assert browser.current_url.endswith(f"?continue={theirs}")
    page.reload()  # it is not forgotten
    page.wait_for_answer("No connection.")
    devtools.block(browser)
    until(browser, lambda: page.ledger.score.places == 2)
    eventually(browser, lambda: browser.current_url, f"{page.site}/quizzes/us")
