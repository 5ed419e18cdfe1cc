"""Neither a lost connection, a lost answer nor a closed page loses anything of a play, or makes two of it."""

import pytest
from selenium.webdriver import Chrome

from tests.browser import devtools, many
from tests.browser.page import QuizPage
from tests.browser.share import Share
from tests.browser.waiting import eventually, until

MANY = 20_000

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx, pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")]


def test_saving_waits_for_the_connection(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    share.note_requests()
    devtools.go_offline(browser)
    share.open()
    page.button("Save and get a link").click()
    share.wait_for_status("No connection. Your places are kept here, and saved when it is back.")
    assert page.status == "saved ✓ · link waits for the connection"

    devtools.go_online(browser)
    id_ = share.wait_for_link()
    assert share.names(id_) == ["Chicago"]
    assert set(share.requests) == {f"POST {share.kept['key']}"}


def test_a_saved_play_waits_for_the_connection(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    page.guess("Denver")
    id_ = share.save()
    share.close()
    devtools.go_offline(browser)
    page.button("Undo").click()
    until(browser, lambda: page.status == "saved ✓ · link waits for the connection")
    share.open()
    assert share.status.startswith("No connection. Your places are kept here, and the saved play is brought up to date")
    share.close()
    assert share.names(id_) == ["Chicago", "Denver"]

    devtools.go_online(browser)
    share.wait_for_names(id_, "Chicago")
    eventually(browser, lambda: page.status, "saved ✓ · link kept up to date")


def test_a_lost_answer_makes_no_second_play(page: QuizPage, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    share.note_requests(lose=1)
    share.save()
    key = share.kept["key"]
    assert share.requests[:2] == [f"POST {key}", f"POST {key}"]


def test_a_reload_in_the_middle_makes_no_second_play(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    share.note_requests(lose=1_000)
    share.open()
    page.button("Save and get a link").click()
    share.wait_for_status("No connection.")
    key = share.kept["key"]
    page.reload()  # by itself it goes on
    eventually(browser, lambda: page.status, "saved ✓ · link kept up to date")
    assert share.kept["key"] == key
    assert share.names(share.kept["link"]["id"]) == ["Chicago"]


@pytest.mark.console_error("409")
def test_a_lost_answer_to_a_change_is_caught_up_with(page: QuizPage, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    share.close()
    page.guess("Denver")
    share.note_requests(lose=1)
    share.open()  # sends at once, and again
    share.wait_for_status("Saved at")
    share.close()
    page.guess("Boston")
    share.open()
    share.wait_for_names(id_, "Chicago", "Denver", "Boston")
    assert {"PATCH", "GET", "PUT"} <= set(share.requests)


@pytest.mark.console_error("409")  # nobody saw the answer to the page's last word
def test_leaving_the_page_saves_what_is_unsaved(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    share.close()
    page.guess("Denver")
    browser.get(page.site)
    share.wait_for_names(id_, "Chicago", "Denver")
    page.open("us")
    page.guess("Boston")
    share.open()
    share.wait_for_names(id_, "Chicago", "Denver", "Boston")


def test_closing_the_window_does_so_too(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    browser.switch_to.new_window("tab")
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    share.close()
    page.guess("Denver")
    browser.close()
    browser.switch_to.window(browser.window_handles[0])
    share.wait_for_names(id_, "Chicago", "Denver")


def test_leaving_saves_also_where_twenty_thousand_places_are_named(
    page: QuizPage, browser: Chrome, share: Share
) -> None:
    many.keep(page, MANY)
    id_ = share.save()
    share.close()
    assert share.detail(id_)["count"] == MANY
    page.guess("Chicago")
    browser.get(page.site)
    eventually(browser, lambda: share.detail(id_)["count"], MANY + 1)
    assert share.detail(id_)["places"][-1]["name"] == "Chicago"


# What a browser does when a tab is closed, but for its question, which it shows where the answer is yes.
LEAVE = """
const leaving = new Event("beforeunload", { cancelable: true });
window.dispatchEvent(leaving);
return leaving.defaultPrevented;
"""


def test_a_page_asks_to_stay_while_it_sends_more_than_may_outlive_it(
    page: QuizPage, browser: Chrome, share: Share
) -> None:
    many.keep(page, MANY)
    assert not browser.execute_script(LEAVE)
    share.open()
    asks = browser.execute_script(f"arguments[0].click(); {LEAVE}", page.button("Save and get a link"))
    assert asks
    id_ = share.wait_for_link()
    assert not browser.execute_script(LEAVE)
    assert share.detail(id_)["count"] == MANY
