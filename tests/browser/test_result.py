"""The page of a saved play: whole without JavaScript, alive with it, and its owner's to delete."""

import json
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser import devtools
from tests.browser.page import QuizPage
from tests.browser.result import ResultPage
from tests.browser.saved import Saved
from tests.browser.share import Share
from tests.browser.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

WHEEL = {"type": "mouseWheel", "deltaX": 0, "deltaY": 240}
SCROLLED = "return Math.round(window.scrollY)"


@pytest.fixture(scope="module")
def play(site: str) -> Saved:
    return Saved(site, "us", "Wichita", "New York", "Chicago")


@pytest.fixture
def opened(result: ResultPage, play: Saved) -> ResultPage:
    result.open(play)
    return result


def status(url: str) -> int:
    try:
        with urlopen(url, timeout=15) as response:  # noqa: S310 - our own address
            return int(response.status)
    except HTTPError as error:
        return error.code


def test_the_map_has_a_dot_for_each_place(opened: ResultPage) -> None:
    opened.atlas.wait_for_dots(3)
    assert opened.title == "3 places in the United States"
    assert opened.atlas.wait_for_ink().pixels > 0


def test_the_map_names_its_dots(opened: ResultPage, browser: Chrome) -> None:
    opened.atlas.frame.send_keys("n")
    opened.atlas.wait_for_label("Wichita\nKansas")
    opened.atlas.frame.send_keys("n")
    opened.atlas.wait_for_label("New York City\nNew York")
    opened.atlas.frame.send_keys(Keys.ESCAPE)
    opened.atlas.wait_for_no_label()
    before = opened.atlas.land
    opened.atlas.press("Zoom in")
    until(browser, lambda: opened.atlas.land != before)


def test_the_wheel_moves_the_page_until_the_map_is_clicked(opened: ResultPage, browser: Chrome) -> None:
    box = opened.atlas.frame.rect
    at = {"x": box["x"] + 60, "y": box["y"] + 200}
    before = opened.atlas.land
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", WHEEL | at)
    until(browser, lambda: browser.execute_script(SCROLLED) > 0)
    browser.execute_script("window.scrollTo(0, 0)")
    eventually(browser, lambda: opened.atlas.land, before)

    opened.atlas.frame.click()
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", WHEEL | at)
    until(browser, lambda: opened.atlas.land[2] < before[2])
    assert browser.execute_script(SCROLLED) == 0


def test_a_finger_moves_the_page_past_the_map(opened: ResultPage, browser: Chrome, play: Saved) -> None:
    devtools.be_phone(browser)
    opened.open(play)
    box = opened.atlas.frame.rect
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 60
    steps = [[(x, y - far)] for far in range(0, 200, 20)]
    devtools.touch(browser, *steps)
    until(browser, lambda: browser.execute_script(SCROLLED) > 50)


def test_the_list_comes_in_every_order(opened: ResultPage) -> None:
    assert opened.places == ["Chicago", "New York City", "Wichita"]
    opened.link("as named").click()
    assert opened.places == ["Wichita", "New York City", "Chicago"]
    opened.link("by size").click()
    assert opened.places == ["New York City", "Chicago", "Wichita"]
    opened.link("by state").click()
    assert opened.places == ["Chicago", "Wichita", "New York City"]


def test_the_largest_missed_are_told_when_asked(opened: ResultPage) -> None:
    assert "Los Angeles" not in opened.text
    opened.link("Show the largest places missed").click()
    assert "Los Angeles" in opened.browser.find_element(By.ID, "missed").text


def test_all_of_it_is_there_without_javascript(result: ResultPage, browser: Chrome, play: Saved) -> None:
    devtools.disable_scripts(browser)
    browser.get(play.url)
    for words in ("3 places", "in the United States", "of people", "3 of 51 states", "30 min, 1 November 2026",
                  "Largest", "Smallest", "Wichita Kansas"):  # fmt: skip
        assert words in result.text
    picture = browser.find_element(By.CSS_SELECTOR, "main img")
    assert picture.is_displayed()
    assert picture.get_property("naturalWidth") == 1200
    assert picture.rect["width"] > 600
    assert not browser.find_element(By.ID, "map").is_displayed()
    assert not browser.find_element(By.ID, "copy").is_displayed()


def test_the_link_is_copied_or_laid_open(opened: ResultPage, browser: Chrome, play: Saved) -> None:
    granted = {"origin": opened.site, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", granted)
    opened.press("Copy link")
    opened.wait_for("copied ✓")
    read = "navigator.clipboard.readText().then(arguments[0])"
    assert browser.execute_async_script(read) == play.url
    browser.execute_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    opened.press("Copy link")
    opened.wait_for("Copy it from here")
    field = browser.find_element(By.CSS_SELECTOR, "input[aria-label='Link to this play']")
    assert field.get_property("value") == play.url
    assert browser.execute_script("return window.getSelection().toString()") == play.url


def test_a_visitor_may_go_on_with_it_but_not_delete_it(opened: ResultPage, page: QuizPage) -> None:
    assert "Delete" not in opened.text
    opened.link("Continue as your own play").click()
    page.wait_until_ready()
    page.wait_for_answer("Continuing from a play of 3 places.")


def test_its_owner_deletes_it_after_a_second_thought(page: QuizPage, share: Share, result: ResultPage) -> None:
    page.open("us")
    page.guess("Chicago")
    id_ = share.save()
    url = f"{page.site}/plays/{id_}"
    page.browser.get(url)
    result.wait_for("This is your play.")
    result.press("Delete")
    result.press("Keep it")
    page.wait_for_no_dialog()
    assert status(url) == HTTPStatus.OK

    result.press("Delete")
    result.press("Delete it")
    until(page.browser, lambda: result.title == "This play is gone")
    assert "Chicago" not in result.text
    assert status(url) == status(f"{url}/map.png") == HTTPStatus.NOT_FOUND
    assert not [key for key in page.stored() if "plays" in key or key.endswith(":play")]
    page.open("us")
    assert page.ledger.names == ["Chicago"]


@pytest.mark.console_error("403")
def test_a_wrong_secret_is_said_and_deletes_nothing(opened: ResultPage, browser: Chrome, play: Saved) -> None:
    entry = {"secret": "0" * 64, "quiz": "us", "title": "United States", "at": 1}
    browser.execute_script(
        "localStorage.setItem(`toponaut:1:plays:${arguments[0]}`, arguments[1])", play.id, json.dumps(entry)
    )
    opened.open(play)
    opened.press("Delete")
    opened.press("Delete it")
    opened.wait_for("Not deleted. The secret is not this play's.")
    assert status(play.url) == HTTPStatus.OK


@pytest.mark.console_error("404")
def test_a_play_that_is_not_there_is_said(browser: Chrome, site: str) -> None:
    browser.get(f"{site}/plays/22222222222")
    assert "No play here" in browser.find_element(By.TAG_NAME, "main").text
