"""Two plays on one map: told apart by shape and by colour, and by words where there is no map."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.pages.saved_play_page import SavedPlayPage
from tests.browser.support import devtools
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.waiting import wait_until

pytestmark = pytest.mark.browser

# Of the pixels that are more than half covered: how many are red, green-blue, or dark.
COLOURS = """
const canvas = document.querySelector("canvas[data-dots]");
const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
const seen = { red: 0, teal: 0, dark: 0 };
for (let i = 0; i < data.length; i += 4) {
  const [r, g, b, alpha] = data.slice(i, i + 4);
  if (alpha < 128) continue;
  if (r > 150 && g < 100) seen.red += 1;
  else if (g > 80 && r < 60) seen.teal += 1;
  else if (r < 80 && g < 60) seen.dark += 1;
}
return seen;
"""


@pytest.fixture(scope="module")
def ours(site_url: str) -> PlayOnServer:
    return PlayOnServer(site_url, "us", "Chicago", "Miami", "Denver")


@pytest.fixture(scope="module")
def theirs(site_url: str) -> PlayOnServer:
    return PlayOnServer(site_url, "us", "Chicago", "Seattle")


def test_a_pasted_link_brings_both_onto_one_map(
    play_page: SavedPlayPage, browser: Chrome, ours: PlayOnServer, theirs: PlayOnServer
) -> None:
    play_page.open(ours)
    play_page.compare_with(f"  https://elsewhere.example/plays/{theirs.id}?missed=1 ")
    wait_until(browser, lambda: browser.current_url == f"{ours.url}/with/{theirs.id}")
    play_page.map.wait_for_dots(4)
    seen = wait_until(
        browser, lambda: all(browser.execute_script(COLOURS).values()) and browser.execute_script(COLOURS)
    )
    assert seen["dark"] > 10  # Chicago, which both have
    for words in ("A: 3 places", "B: 2 places", "Only A: 2 places", "Both: 1 place", "Only B: 1 place"):
        assert words in play_page.text


def test_numbers_and_lists_need_no_javascript(
    play_page: SavedPlayPage, browser: Chrome, ours: PlayOnServer, theirs: PlayOnServer
) -> None:
    devtools.disable_scripts(browser)
    browser.get(f"{ours.url}/with/{theirs.id}")
    lists = {part: browser.find_element(By.ID, part).text for part in ("only-a", "both", "only-b")}
    assert "Miami" in lists["only-a"]
    assert "Denver" in lists["only-a"]
    assert "Chicago" in lists["both"]
    assert "Seattle" in lists["only-b"]
    assert "Chicago" not in lists["only-a"] + lists["only-b"]


def test_which_is_ones_own_is_said(
    play_page: SavedPlayPage, browser: Chrome, ours: PlayOnServer, theirs: PlayOnServer
) -> None:
    browser.get(ours.url)
    ours.store_secret_in(browser)
    play_page.open(ours, f"/with/{theirs.id}")
    assert [("yours" in side.text) for side in browser.find_elements(By.CSS_SELECTOR, ".side")] == [True, False]


@pytest.mark.console_error("400")
def test_what_is_no_link_comes_back_with_the_reason(
    play_page: SavedPlayPage, browser: Chrome, ours: PlayOnServer
) -> None:
    play_page.open(ours)
    play_page.compare_with("my friend's play")
    wait_until(browser, lambda: "That is no link to a play" in play_page.text)
    assert browser.find_element(By.NAME, "with").get_property("value") == "my friend's play"


@pytest.mark.console_error("400")
def test_a_play_of_another_quiz_is_refused_in_words(
    play_page: SavedPlayPage, site_url: str, ours: PlayOnServer, browser: Chrome
) -> None:
    other = PlayOnServer(site_url, "de", "Berlin")
    play_page.open(ours)
    play_page.compare_with(other.url)
    wait_until(browser, lambda: "a play of another quiz" in play_page.text)
