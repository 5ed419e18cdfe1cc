"""The page of a saved play: map, list and score, also without JavaScript; its owner can delete the play."""

import json
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.saved_play_page import SavedPlayPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support import devtools
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser

WHEEL_EVENT = {"type": "mouseWheel", "deltaX": 0, "deltaY": 240}
SCROLL_POSITION = "return Math.round(window.scrollY)"


@pytest.fixture(scope="module")
def saved_play(site_url: str) -> PlayOnServer:
    return PlayOnServer(site_url, "us", "Wichita", "New York", "Chicago")


@pytest.fixture
def opened_page(play_page: SavedPlayPage, saved_play: PlayOnServer) -> SavedPlayPage:
    play_page.open(saved_play)
    return play_page


def http_status(url: str) -> int:
    try:
        with urlopen(url, timeout=15) as response:  # noqa: S310 - our own address
            return int(response.status)
    except HTTPError as error:
        return error.code


def test_the_map_has_a_dot_for_each_place(opened_page: SavedPlayPage) -> None:
    opened_page.map.wait_for_dots(3)
    assert opened_page.title == "3 places in the United States"
    assert opened_page.map.wait_for_drawn_area().pixel_count > 0


def test_the_map_labels_places_and_zooms(opened_page: SavedPlayPage, browser: Chrome) -> None:
    opened_page.map.viewport.send_keys("n")
    opened_page.map.wait_for_label("Wichita\nKansas")
    opened_page.map.viewport.send_keys("n")
    opened_page.map.wait_for_label("New York City\nNew York")
    opened_page.map.viewport.send_keys(Keys.ESCAPE)
    opened_page.map.wait_for_no_label()
    before = opened_page.map.land_box
    opened_page.map.press("Zoom in")
    wait_until(browser, lambda: opened_page.map.land_box != before)


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(opened_page: SavedPlayPage, browser: Chrome) -> None:
    box = opened_page.map.viewport.rect
    at = {"x": box["x"] + 60, "y": box["y"] + 200}
    before = opened_page.map.land_box
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", WHEEL_EVENT | at)
    wait_until(browser, lambda: browser.execute_script(SCROLL_POSITION) > 0)
    browser.execute_script("window.scrollTo(0, 0)")
    wait_until_equal(browser, lambda: opened_page.map.land_box, before)

    opened_page.map.viewport.click()
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", WHEEL_EVENT | at)
    wait_until(browser, lambda: opened_page.map.land_box.width < before.width)
    assert browser.execute_script(SCROLL_POSITION) == 0


def test_a_one_finger_swipe_on_the_map_scrolls_the_page(
    opened_page: SavedPlayPage, browser: Chrome, saved_play: PlayOnServer
) -> None:
    devtools.emulate_phone(browser)
    opened_page.open(saved_play)
    box = opened_page.map.viewport.rect
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 60
    steps = [[(x, y - distance)] for distance in range(0, 200, 20)]
    devtools.move_fingers(browser, *steps)
    wait_until(browser, lambda: browser.execute_script(SCROLL_POSITION) > 50)


def test_the_list_can_be_sorted_in_every_order(opened_page: SavedPlayPage) -> None:
    assert opened_page.listed_names == ["Chicago", "New York City", "Wichita"]
    opened_page.link("as named").click()
    assert opened_page.listed_names == ["Wichita", "New York City", "Chicago"]
    opened_page.link("by size").click()
    assert opened_page.listed_names == ["New York City", "Chicago", "Wichita"]
    opened_page.link("by state").click()
    assert opened_page.listed_names == ["Chicago", "Wichita", "New York City"]


@pytest.mark.through_nginx
def test_the_largest_missed_places_are_shown_on_request(opened_page: SavedPlayPage) -> None:
    assert "Los Angeles" not in opened_page.text
    opened_page.link("Show the largest places missed").click()
    assert "Los Angeles" in opened_page.browser.find_element(By.ID, "missed").text


@pytest.mark.through_nginx
def test_the_page_is_complete_without_javascript(
    play_page: SavedPlayPage, browser: Chrome, saved_play: PlayOnServer
) -> None:
    devtools.disable_scripts(browser)
    browser.get(saved_play.url)
    for text in ("3 places", "in the United States", "of people", "3 of 51 states", "30 min, 1 November 2026",
                  "Largest", "Smallest", "Wichita Kansas"):  # fmt: skip
        assert text in play_page.text
    picture = browser.find_element(By.CSS_SELECTOR, "main img")
    assert picture.is_displayed()
    assert picture.get_property("naturalWidth") == 1200
    assert picture.rect["width"] > 600
    assert not browser.find_element(By.ID, "map").is_displayed()
    assert not browser.find_element(By.ID, "copy").is_displayed()


def test_the_link_is_copied_or_shown_for_copying(
    opened_page: SavedPlayPage, browser: Chrome, saved_play: PlayOnServer
) -> None:
    granted = {"origin": opened_page.site_url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", granted)
    opened_page.press("Copy link")
    opened_page.wait_for_text("copied ✓")
    read = "navigator.clipboard.readText().then(arguments[0])"
    assert browser.execute_async_script(read) == saved_play.url
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    opened_page.press("Copy link")
    opened_page.wait_for_text("Copy it from here")
    field = browser.find_element(By.CSS_SELECTOR, "input[aria-label='Link to this play']")
    assert field.get_property("value") == saved_play.url
    assert browser.execute_script("return window.getSelection().toString()") == saved_play.url


@pytest.mark.through_nginx
def test_a_visitor_can_continue_the_play_but_not_delete_it(opened_page: SavedPlayPage, quiz_page: QuizPage) -> None:
    assert "Delete" not in opened_page.text
    opened_page.link("Continue as your own play").click()
    quiz_page.wait_until_ready()
    quiz_page.wait_for_answer("Continuing from a play of 3 places.")


@pytest.mark.through_nginx
def test_the_owner_deletes_the_play_after_confirming(
    quiz_page: QuizPage, share_dialog: ShareDialog, play_page: SavedPlayPage
) -> None:
    quiz_page.open("us")
    quiz_page.guess("Chicago")
    id_ = share_dialog.save_play()
    url = f"{quiz_page.site_url}/plays/{id_}"
    quiz_page.browser.get(url)
    play_page.wait_for_text("This is your play.")
    play_page.press("Delete")
    play_page.press("Keep it")
    quiz_page.wait_for_no_dialog()
    assert http_status(url) == HTTPStatus.OK

    play_page.press("Delete")
    play_page.press("Delete it")
    wait_until(quiz_page.browser, lambda: play_page.title == "This play is gone")
    assert "Chicago" not in play_page.text
    assert http_status(url) == http_status(f"{url}/map.png") == HTTPStatus.NOT_FOUND
    assert not [key for key in quiz_page.local_storage() if "plays" in key or key.endswith(":play")]
    quiz_page.open("us")
    assert quiz_page.side_panel.names == ["Chicago"]


@pytest.mark.through_nginx
@pytest.mark.console_error("403")
def test_a_wrong_secret_deletes_nothing_and_shows_an_error(
    opened_page: SavedPlayPage, browser: Chrome, saved_play: PlayOnServer
) -> None:
    entry = {"secret": "0" * 64, "quiz": "us", "title": "United States", "at": 1}
    browser.execute_script(
        "localStorage.setItem(`toponaut:1:plays:${arguments[0]}`, arguments[1])", saved_play.id, json.dumps(entry)
    )
    opened_page.open(saved_play)
    opened_page.press("Delete")
    opened_page.press("Delete it")
    opened_page.wait_for_text("Not deleted. This secret belongs to another play.")
    assert http_status(saved_play.url) == HTTPStatus.OK


@pytest.mark.through_nginx
@pytest.mark.console_error("404")
def test_an_unknown_play_shows_a_message(browser: Chrome, site_url: str) -> None:
    browser.get(f"{site_url}/plays/22222222222")
    assert "No play here" in browser.find_element(By.TAG_NAME, "main").text
