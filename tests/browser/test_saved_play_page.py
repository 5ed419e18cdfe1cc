"""The page of a saved play: whole without JavaScript, alive with it, and its owner's to delete."""

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

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

WHEEL = {"type": "mouseWheel", "deltaX": 0, "deltaY": 240}
SCROLLED = "return Math.round(window.scrollY)"


@pytest.fixture(scope="module")
def play(site_url: str) -> PlayOnServer:
    return PlayOnServer(site_url, "us", "Wichita", "New York", "Chicago")


@pytest.fixture
def opened(play_page: SavedPlayPage, play: PlayOnServer) -> SavedPlayPage:
    play_page.open(play)
    return play_page


def status(url: str) -> int:
    try:
        with urlopen(url, timeout=15) as response:  # noqa: S310 - our own address
            return int(response.status)
    except HTTPError as error:
        return error.code


def test_the_map_has_a_dot_for_each_place(opened: SavedPlayPage) -> None:
    opened.map.wait_for_dots(3)
    assert opened.title == "3 places in the United States"
    assert opened.map.wait_for_drawn_area().pixel_count > 0


def test_the_map_names_its_dots(opened: SavedPlayPage, browser: Chrome) -> None:
    opened.map.viewport.send_keys("n")
    opened.map.wait_for_label("Wichita\nKansas")
    opened.map.viewport.send_keys("n")
    opened.map.wait_for_label("New York City\nNew York")
    opened.map.viewport.send_keys(Keys.ESCAPE)
    opened.map.wait_for_no_label()
    before = opened.map.land_box
    opened.map.press("Zoom in")
    wait_until(browser, lambda: opened.map.land_box != before)


def test_the_wheel_moves_the_page_until_the_map_is_clicked(opened: SavedPlayPage, browser: Chrome) -> None:
    box = opened.map.viewport.rect
    at = {"x": box["x"] + 60, "y": box["y"] + 200}
    before = opened.map.land_box
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", WHEEL | at)
    wait_until(browser, lambda: browser.execute_script(SCROLLED) > 0)
    browser.execute_script("window.scrollTo(0, 0)")
    wait_until_equal(browser, lambda: opened.map.land_box, before)

    opened.map.viewport.click()
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", WHEEL | at)
    wait_until(browser, lambda: opened.map.land_box.width < before.width)
    assert browser.execute_script(SCROLLED) == 0


def test_a_finger_moves_the_page_past_the_map(opened: SavedPlayPage, browser: Chrome, play: PlayOnServer) -> None:
    devtools.emulate_phone(browser)
    opened.open(play)
    box = opened.map.viewport.rect
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 60
    steps = [[(x, y - far)] for far in range(0, 200, 20)]
    devtools.move_fingers(browser, *steps)
    wait_until(browser, lambda: browser.execute_script(SCROLLED) > 50)


def test_the_list_comes_in_every_order(opened: SavedPlayPage) -> None:
    assert opened.listed_names == ["Chicago", "New York City", "Wichita"]
    opened.link("as named").click()
    assert opened.listed_names == ["Wichita", "New York City", "Chicago"]
    opened.link("by size").click()
    assert opened.listed_names == ["New York City", "Chicago", "Wichita"]
    opened.link("by state").click()
    assert opened.listed_names == ["Chicago", "Wichita", "New York City"]


def test_the_largest_missed_are_told_when_asked(opened: SavedPlayPage) -> None:
    assert "Los Angeles" not in opened.text
    opened.link("Show the largest places missed").click()
    assert "Los Angeles" in opened.browser.find_element(By.ID, "missed").text


def test_all_of_it_is_there_without_javascript(play_page: SavedPlayPage, browser: Chrome, play: PlayOnServer) -> None:
    devtools.disable_scripts(browser)
    browser.get(play.url)
    for words in ("3 places", "in the United States", "of people", "3 of 51 states", "30 min, 1 November 2026",
                  "Largest", "Smallest", "Wichita Kansas"):  # fmt: skip
        assert words in play_page.text
    picture = browser.find_element(By.CSS_SELECTOR, "main img")
    assert picture.is_displayed()
    assert picture.get_property("naturalWidth") == 1200
    assert picture.rect["width"] > 600
    assert not browser.find_element(By.ID, "map").is_displayed()
    assert not browser.find_element(By.ID, "copy").is_displayed()


def test_the_link_is_copied_or_laid_open(opened: SavedPlayPage, browser: Chrome, play: PlayOnServer) -> None:
    granted = {"origin": opened.site_url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", granted)
    opened.press("Copy link")
    opened.wait_for_text("copied ✓")
    read = "navigator.clipboard.readText().then(arguments[0])"
    assert browser.execute_async_script(read) == play.url
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    opened.press("Copy link")
    opened.wait_for_text("Copy it from here")
    field = browser.find_element(By.CSS_SELECTOR, "input[aria-label='Link to this play']")
    assert field.get_property("value") == play.url
    assert browser.execute_script("return window.getSelection().toString()") == play.url


def test_a_visitor_may_go_on_with_it_but_not_delete_it(opened: SavedPlayPage, quiz_page: QuizPage) -> None:
    assert "Delete" not in opened.text
    opened.link("Continue as your own play").click()
    quiz_page.wait_until_ready()
    quiz_page.wait_for_answer("Continuing from a play of 3 places.")


def test_its_owner_deletes_it_after_a_second_thought(
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
    assert status(url) == HTTPStatus.OK

    play_page.press("Delete")
    play_page.press("Delete it")
    wait_until(quiz_page.browser, lambda: play_page.title == "This play is gone")
    assert "Chicago" not in play_page.text
    assert status(url) == status(f"{url}/map.png") == HTTPStatus.NOT_FOUND
    assert not [key for key in quiz_page.local_storage() if "plays" in key or key.endswith(":play")]
    quiz_page.open("us")
    assert quiz_page.ledger.names == ["Chicago"]


@pytest.mark.console_error("403")
def test_a_wrong_secret_is_said_and_deletes_nothing(opened: SavedPlayPage, browser: Chrome, play: PlayOnServer) -> None:
    entry = {"secret": "0" * 64, "quiz": "us", "title": "United States", "at": 1}
    browser.execute_script(
        "localStorage.setItem(`toponaut:1:plays:${arguments[0]}`, arguments[1])", play.id, json.dumps(entry)
    )
    opened.open(play)
    opened.press("Delete")
    opened.press("Delete it")
    opened.wait_for_text("Not deleted. The secret is not this play's.")
    assert status(play.url) == HTTPStatus.OK


@pytest.mark.console_error("404")
def test_a_play_that_is_not_there_is_said(browser: Chrome, site_url: str) -> None:
    browser.get(f"{site_url}/plays/22222222222")
    assert "No play here" in browser.find_element(By.TAG_NAME, "main").text
