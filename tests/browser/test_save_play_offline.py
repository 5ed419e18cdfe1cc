"""A lost connection, a lost answer or a closed page neither loses places of a saved play nor saves it twice."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support import devtools
from tests.browser.support.place_samples import open_large_play
from tests.browser.support.waiting import wait_until, wait_until_equal

LARGE_PLAY_PLACES = 20_000

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx, pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")]


def test_a_new_play_is_saved_when_the_connection_is_back(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.record_requests()
    devtools.go_offline(browser)
    share_dialog.open()
    quiz_page.button("Save and get a link").click()
    share_dialog.wait_for_status("No connection. Your places are kept here, and saved when it is back.")
    assert quiz_page.save_status == "saved ✓ · link waits for the connection"

    devtools.go_online(browser)
    id_ = share_dialog.wait_for_play_id()
    assert share_dialog.names_on_server(id_) == ["Chicago"]
    assert set(share_dialog.recorded_requests) == {f"POST {share_dialog.stored_play['key']}"}


def test_a_saved_play_is_updated_when_the_connection_is_back(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.guess("Denver")
    id_ = share_dialog.save_play()
    share_dialog.close()
    devtools.go_offline(browser)
    quiz_page.button("Undo").click()
    wait_until(browser, lambda: quiz_page.save_status == "saved ✓ · link waits for the connection")
    share_dialog.open()
    assert share_dialog.status.startswith(
        "No connection. Your places are kept here, and the saved play is brought up to date"
    )
    share_dialog.close()
    assert share_dialog.names_on_server(id_) == ["Chicago", "Denver"]

    devtools.go_online(browser)
    share_dialog.wait_for_names_on_server(id_, "Chicago")
    wait_until_equal(browser, lambda: quiz_page.save_status, "saved ✓ · link kept up to date")


def test_a_lost_answer_does_not_save_a_second_play(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.record_requests(lose_answers=1)
    share_dialog.save_play()
    key = share_dialog.stored_play["key"]
    assert share_dialog.recorded_requests[:2] == [f"POST {key}", f"POST {key}"]


def test_a_reload_while_saving_does_not_save_a_second_play(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.record_requests(lose_answers=1_000)
    share_dialog.open()
    quiz_page.button("Save and get a link").click()
    share_dialog.wait_for_status("No connection.")
    key = share_dialog.stored_play["key"]
    quiz_page.reload()  # the page continues to save without any action of the player
    wait_until_equal(browser, lambda: quiz_page.save_status, "saved ✓ · link kept up to date")
    assert share_dialog.stored_play["key"] == key
    assert share_dialog.names_on_server(share_dialog.stored_play["link"]["id"]) == ["Chicago"]


@pytest.mark.console_error("409")
def test_an_update_succeeds_after_a_lost_answer(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")
    share_dialog.record_requests(lose_answers=1)
    share_dialog.open()  # the dialog sends at once, and retries
    share_dialog.wait_for_status("Saved at")
    share_dialog.close()
    quiz_page.guess("Boston")
    share_dialog.open()
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver", "Boston")
    assert {"PATCH", "GET", "PUT"} <= set(share_dialog.recorded_requests)


@pytest.mark.console_error("409")  # the page was closed before the answer to its last request
def test_leaving_the_page_saves_unsaved_places(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")
    browser.get(quiz_page.site_url)
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver")
    quiz_page.open("us")
    quiz_page.guess("Boston")
    share_dialog.open()
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver", "Boston")


def test_closing_the_window_saves_unsaved_places(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    browser.switch_to.new_window("tab")
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")
    browser.close()
    browser.switch_to.window(browser.window_handles[0])
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver")


def test_leaving_the_page_saves_a_play_of_20000_places(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    open_large_play(quiz_page, LARGE_PLAY_PLACES)
    id_ = share_dialog.save_play()
    share_dialog.close()
    assert share_dialog.play_on_server(id_)["count"] == LARGE_PLAY_PLACES
    quiz_page.guess("Chicago")
    browser.get(quiz_page.site_url)
    wait_until_equal(browser, lambda: share_dialog.play_on_server(id_)["count"], LARGE_PLAY_PLACES + 1)
    assert share_dialog.play_on_server(id_)["places"][-1]["name"] == "Chicago"


# Dispatches the event that a closing tab causes. If the page cancels it, browsers ask whether to leave the page.
DISPATCH_BEFOREUNLOAD_SCRIPT = """
const event = new Event("beforeunload", { cancelable: true });
window.dispatchEvent(event);
return event.defaultPrevented;
"""


def test_the_page_asks_to_stay_while_it_sends_a_large_play(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    open_large_play(quiz_page, LARGE_PLAY_PLACES)
    assert not browser.execute_script(DISPATCH_BEFOREUNLOAD_SCRIPT)
    share_dialog.open()
    asks_to_stay = browser.execute_script(
        f"arguments[0].click(); {DISPATCH_BEFOREUNLOAD_SCRIPT}", quiz_page.button("Save and get a link")
    )
    assert asks_to_stay
    id_ = share_dialog.wait_for_play_id()
    assert not browser.execute_script(DISPATCH_BEFOREUNLOAD_SCRIPT)
    assert share_dialog.play_on_server(id_)["count"] == LARGE_PLAY_PLACES
