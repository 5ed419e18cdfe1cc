"""Saving a play gives a link; the page keeps the saved play up to date, and can delete it."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser


def test_saving_gives_a_link(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    quiz_page.set_guess_scope("Every homonym at once")
    quiz_page.guess("Las Vegas")
    id_ = share_dialog.save_play()
    saved = share_dialog.play_on_server(id_)
    assert saved["places"][0]["id"] == 4887398
    assert share_dialog.names_on_server(id_) == ["Chicago", "Las Vegas", "Las Vegas"]
    assert (saved["quiz"], saved["mode"], saved["count"], saved["revision"]) == ("us", "every", 3, 1)
    assert saved["started"] <= saved["ended"]
    assert share_dialog.link_field.get_property("value") == f"{quiz_page.site_url}/plays/{id_}"
    assert quiz_page.focused_element == share_dialog.link_field
    assert share_dialog.status.startswith("Saved at ")
    share_dialog.close()
    assert quiz_page.save_status == "saved ✓ · link kept up to date"


def test_the_secret_is_stored_and_never_part_of_an_address(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    secret = share_dialog.stored_play["link"]["secret"]
    assert secret in quiz_page.local_storage()[f"toponaut:1:plays:{id_}"]
    addresses = browser.execute_script("return performance.getEntriesByType('resource').map(({ name }) => name)")
    assert any(address.endswith("/api/v1/plays") for address in addresses)
    assert not any(secret in address for address in addresses)


def test_an_empty_map_cannot_be_saved(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    share_dialog.open()
    assert share_dialog.status == "There is nothing to save yet: name a place first."
    assert not quiz_page.button("Save and get a link").is_enabled()


def test_a_double_click_saves_one_play(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.open()
    share_dialog.record_requests()
    browser.execute_script("arguments[0].click(); arguments[0].click()", quiz_page.button("Save and get a link"))
    share_dialog.wait_for_play_id()
    assert share_dialog.recorded_requests == [f"POST {share_dialog.stored_play['key']}"]


def test_two_windows_save_one_play(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    browser.switch_to.new_window("window")
    quiz_page.open("us")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")

    browser.switch_to.window(browser.window_handles[0])
    wait_until(browser, lambda: quiz_page.save_status == "saved ✓ · link kept up to date")
    quiz_page.guess("Boston")
    share_dialog.open()
    assert share_dialog.wait_for_play_id() == id_
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver", "Boston")


def test_the_saved_play_is_updated_automatically(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")
    quiz_page.guess("Boston")
    quiz_page.button("Undo").click()
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver")  # a few seconds after the last change
    assert share_dialog.play_on_server(id_)["revision"] == 2


def test_the_saved_play_is_updated_after_a_reload(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    quiz_page.reload()
    assert quiz_page.save_status == "saved ✓ · link kept up to date"
    quiz_page.guess("Denver")
    share_dialog.open()
    assert share_dialog.wait_for_play_id() == id_
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver")


def test_the_link_can_be_copied(quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    permissions = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": quiz_page.site_url}
    browser.execute_cdp_cmd("Browser.grantPermissions", permissions)
    quiz_page.button("Copy").click()
    assert quiz_page.button("Copied ✓").is_displayed()
    copied = browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == f"{quiz_page.site_url}/plays/{id_}"


def test_a_link_that_cannot_be_copied_is_selected(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    share_dialog.save_play()
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    quiz_page.button("Copy").click()
    share_dialog.wait_for_status("The link is selected: copy it as you copy any text.")
    assert browser.execute_script("return getSelection().toString()") == share_dialog.link_field.get_property("value")


def test_a_saved_play_can_be_deleted_after_confirming(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    quiz_page.button("Delete this saved play").click()
    wait_until_equal(browser, lambda: quiz_page.focused_element.text, "Keep it")
    quiz_page.button("Keep it").click()
    assert share_dialog.play_on_server(id_)

    quiz_page.button("Delete this saved play").click()
    quiz_page.button("Delete it").click()
    share_dialog.wait_for_status("Deleted. The page is gone for everybody; your map is untouched.")
    assert share_dialog.play_on_server(id_) is None
    assert [key for key in quiz_page.local_storage() if id_ in key or key.endswith(":play")] == []
    quiz_page.button("Save and get a link").click()
    assert share_dialog.wait_for_play_id() != id_
    share_dialog.close()
    assert quiz_page.side_panel.names == ["Chicago"]


@pytest.mark.console_error("404")
def test_a_play_deleted_elsewhere_can_be_saved_again(
    quiz_page: QuizPage, browser: Chrome, share_dialog: ShareDialog
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    share_dialog.delete_over_api(id_)
    quiz_page.guess("Denver")
    wait_until_equal(browser, lambda: quiz_page.save_status, "saved ✓ · link gone: see Share")
    share_dialog.open()
    assert share_dialog.status.startswith("The saved play is gone")
    quiz_page.button("Save and get a link").click()
    share_dialog.wait_for_names_on_server(share_dialog.wait_for_play_id(), "Chicago", "Denver")


def test_starting_over_does_not_change_the_saved_play(quiz_page: QuizPage, share_dialog: ShareDialog) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    share_dialog.close()
    quiz_page.guess("Denver")
    quiz_page.button("Start over").click()
    assert "Your saved play stays at its link as it is now." in quiz_page.open_dialog.text
    quiz_page.press("Clear the map")
    share_dialog.wait_for_names_on_server(id_, "Chicago", "Denver")
    quiz_page.guess("Boston")
    second = share_dialog.save_play()
    assert share_dialog.names_on_server(second) == ["Boston"]
    assert share_dialog.names_on_server(id_) == ["Chicago", "Denver"]
