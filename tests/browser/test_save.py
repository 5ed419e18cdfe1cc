"""A saved play has a link, keeps up with the map by itself, and goes when its player says so."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.page import QuizPage
from tests.browser.share import Share
from tests.browser.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]


def test_saving_gives_a_link(page: QuizPage, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    page.play("Every homonym at once")
    page.guess("Las Vegas")
    id_ = share.save()
    saved = share.detail(id_)
    assert saved["places"][0]["id"] == 4887398
    assert share.names(id_) == ["Chicago", "Las Vegas", "Las Vegas"]
    assert (saved["quiz"], saved["mode"], saved["count"], saved["revision"]) == ("us", "every", 3, 1)
    assert saved["started"] <= saved["ended"]
    assert share.field.get_property("value") == f"{page.site}/plays/{id_}"
    assert page.focused == share.field
    assert share.status.startswith("Saved at ")
    share.close()
    assert page.status == "saved ✓ · link kept up to date"


def test_the_secret_is_kept_here_and_in_no_address(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    secret = share.kept["link"]["secret"]
    assert secret in page.stored()[f"toponaut:1:plays:{id_}"]
    addresses = browser.execute_script("return performance.getEntriesByType('resource').map(({ name }) => name)")
    assert any(address.endswith("/api/v1/plays") for address in addresses)
    assert not any(secret in address for address in addresses)


def test_an_empty_map_is_not_saved(page: QuizPage, share: Share) -> None:
    page.open("us")
    share.open()
    assert share.status == "There is nothing to save yet: name a place first."
    assert not page.button("Save and get a link").is_enabled()


def test_a_double_click_saves_one_play(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    share.open()
    share.note_requests()
    browser.execute_script("arguments[0].click(); arguments[0].click()", page.button("Save and get a link"))
    share.wait_for_link()
    assert share.requests == [f"POST {share.kept['key']}"]


def test_two_windows_save_one_play(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    browser.switch_to.new_window("window")
    page.open("us")
    id_ = share.save()
    share.close()
    page.guess("Denver")

    browser.switch_to.window(browser.window_handles[0])
    until(browser, lambda: page.status == "saved ✓ · link kept up to date")
    page.guess("Boston")
    share.open()
    assert share.wait_for_link() == id_
    share.wait_for_names(id_, "Chicago", "Denver", "Boston")


def test_it_is_brought_up_to_date_by_itself(page: QuizPage, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    share.close()
    page.guess("Denver")
    page.guess("Boston")
    page.button("Undo").click()
    share.wait_for_names(id_, "Chicago", "Denver")  # a few seconds after the last change
    assert share.detail(id_)["revision"] == 2


def test_it_goes_on_after_a_reload(page: QuizPage, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    page.reload()
    assert page.status == "saved ✓ · link kept up to date"
    page.guess("Denver")
    share.open()
    assert share.wait_for_link() == id_
    share.wait_for_names(id_, "Chicago", "Denver")


def test_copying_the_link(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    permissions = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": page.site}
    browser.execute_cdp_cmd("Browser.grantPermissions", permissions)
    page.button("Copy").click()
    assert page.button("Copied ✓").is_displayed()
    copied = browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == f"{page.site}/plays/{id_}"


def test_a_link_that_cannot_be_copied_is_selected(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    share.save()
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    page.button("Copy").click()
    share.wait_for_status("The link is selected: copy it as you copy any text.")
    assert browser.execute_script("return getSelection().toString()") == share.field.get_property("value")


def test_deleting_it(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    page.button("Delete this saved play").click()
    eventually(browser, lambda: page.focused.text, "Keep it")
    page.button("Keep it").click()
    assert share.detail(id_)

    page.button("Delete this saved play").click()
    page.button("Delete it").click()
    share.wait_for_status("Deleted. The page is gone for everybody; your map is untouched.")
    assert share.detail(id_) is None
    assert [key for key in page.stored() if id_ in key or key.endswith(":play")] == []
    page.button("Save and get a link").click()
    assert share.wait_for_link() != id_
    share.close()
    assert page.ledger.names == ["Chicago"]


@pytest.mark.console_error("404")
def test_a_play_deleted_elsewhere_is_forgotten(page: QuizPage, browser: Chrome, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    share.close()
    share.delete_elsewhere(id_)
    page.guess("Denver")
    eventually(browser, lambda: page.status, "saved ✓ · link gone: see Share")
    share.open()
    assert share.status.startswith("The saved play is gone")
    page.button("Save and get a link").click()
    share.wait_for_names(share.wait_for_link(), "Chicago", "Denver")


def test_starting_over_leaves_it(page: QuizPage, share: Share) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    share.close()
    page.guess("Denver")
    page.button("Start over").click()
    assert "Your saved play stays at its link as it is now." in page.dialog.text
    page.press("Clear the map")
    share.wait_for_names(id_, "Chicago", "Denver")
    page.guess("Boston")
    second = share.save()
    assert share.names(second) == ["Boston"]
    assert share.names(id_) == ["Chicago", "Denver"]
