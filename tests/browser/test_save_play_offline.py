"""Neither a lost connection, a lost answer nor a closed page loses anything of a play, or makes two of it."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support import devtools
from tests.browser.support.place_samples import open_large_play
from tests.browser.support.waiting import wait_until, wait_until_equal

MANY = 20_000

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx, pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")]


def test_saving_waits_for_the_connection(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
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


def test_a_saved_play_waits_for_the_connection(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
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


def test_a_lost_answer_makes_no_second_play(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.record_requests(lose_answers=1)
    share_dialog.save_play()
    key = share_dialog.stored_play["key"]
    assert share_dialog.recorded_requests[:2] == [f"POST {key}", f"POST {key}"]


def test_a_reload_in_the_middle_makes_no_second_play(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.record_requests(lose_answers=1_000)
    share_dialog.open()
    quiz_page.button("Save and get a link").click()
    share_dialog.wait_for_status("No connection.")
    key = share_dialog.stored_play["key"]
    quiz_page.reload()  # by itself it goes on
    wait_until_equal(browser, lambda: quiz_page.save_status, "saved ✓ · link kept up to date")
    assert share_dialog.stored_play["key"] == key
    assert share_dialog.names_on_server(share_dialog.stored_play["link"]["id"]) == ["Chicago"]


@pytest.mark.console_error("409")
def test_a_lost_answer_to_a_change_is_caught_up_with(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")
    share_dialog.record_requests(lose_answers=1)
    share_dialog.open()  # sends at once, and again
    share_dialog.wait_for_status("Saved at")
    share_dialog.close()
    quiz_page.guess("Boston")
    share_dialog.open()
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver", "Boston")
    assert {"PATCH", "GET", "PUT"} <= set(share_dialog.recorded_requests)


@pytest.mark.console_error("409")  # nobody saw the answer to the page's last word
def test_leaving_the_page_saves_what_is_unsaved(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
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


def test_closing_the_window_does_so_too(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
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


def test_leaving_saves_also_where_twenty_thousand_places_are_named(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    open_large_play(quiz_page, MANY)
    id_ = share_dialog.save_play()
    share_dialog.close()
    assert share_dialog.play_on_server(id_)["count"] == MANY
    quiz_page.guess("Chicago")
    browser.get(quiz_page.site_url)
    wait_until_equal(browser, lambda: share_dialog.play_on_server(id_)["count"], MANY + 1)
    assert share_dialog.play_on_server(id_)["places"][-1]["name"] == "Chicago"


# What a browser does when a tab is closed, but for its question, which it shows where the answer is yes.
LEAVE = """
const leaving = new Event("beforeunload", { cancelable: true });
window.dispatchEvent(leaving);
return leaving.defaultPrevented;
"""


def test_a_page_asks_to_stay_while_it_sends_more_than_may_outlive_it(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    open_large_play(quiz_page, MANY)
    assert not browser.execute_script(LEAVE)
    share_dialog.open()
    asks = browser.execute_script(f"arguments[0].click(); {LEAVE}", quiz_page.button("Save and get a link"))
    assert asks
    id_ = share_dialog.wait_for_play_id()
    assert not browser.execute_script(LEAVE)
    assert share_dialog.play_on_server(id_)["count"] == MANY
