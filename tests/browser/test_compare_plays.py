"""The page that compares two plays shows both on one map, in different colours, and as lists without JavaScript."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.pages.saved_play_page import SavedPlayPage
from tests.browser.support import devtools
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.waiting import wait_until

pytestmark = pytest.mark.browser

# Counts the red, teal and dark pixels. Pixels that are less than half opaque are ignored.
COUNT_COLOURS_SCRIPT = """
const canvas = document.querySelector("canvas[data-dots]");
const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
const counts = { red: 0, teal: 0, dark: 0 };
for (let i = 0; i < data.length; i += 4) {
  const [r, g, b, alpha] = data.slice(i, i + 4);
  if (alpha < 128) continue;
  if (r > 150 && g < 100) counts.red += 1;
  else if (g > 80 && r < 60) counts.teal += 1;
  else if (r < 80 && g < 60) counts.dark += 1;
}
return counts;
"""


def colour_counts(browser: Chrome) -> dict[str, int]:
    counts: dict[str, int] = browser.execute_script(COUNT_COLOURS_SCRIPT)
    return counts


@pytest.fixture(scope="module")
def own_play(site_url: str) -> PlayOnServer:
    return PlayOnServer(site_url, "us", "Chicago", "Miami", "Denver")


@pytest.fixture(scope="module")
def other_play(site_url: str) -> PlayOnServer:
    return PlayOnServer(site_url, "us", "Chicago", "Seattle")


def test_a_pasted_link_shows_both_plays_on_one_map(
    play_page: SavedPlayPage, browser: Chrome, own_play: PlayOnServer, other_play: PlayOnServer
) -> None:
    play_page.open(own_play)
    play_page.compare_with(f"  https://elsewhere.example/plays/{other_play.id}?missed=1 ")
    wait_until(browser, lambda: browser.current_url == f"{own_play.url}/with/{other_play.id}")
    play_page.map.wait_for_dots(4)
    wait_until(browser, lambda: all(colour_counts(browser).values()))
    assert colour_counts(browser)["dark"] > 10  # Chicago is in both plays
    for text in ("A: 3 places", "B: 2 places", "Only A: 2 places", "Both: 1 place", "Only B: 1 place"):
        assert text in play_page.text


def test_lists_are_shown_without_javascript(
    play_page: SavedPlayPage, browser: Chrome, own_play: PlayOnServer, other_play: PlayOnServer
) -> None:
    devtools.disable_scripts(browser)
    browser.get(f"{own_play.url}/with/{other_play.id}")
    lists = {part: browser.find_element(By.ID, part).text for part in ("only-a", "both", "only-b")}
    assert "Miami" in lists["only-a"]
    assert "Denver" in lists["only-a"]
    assert "Chicago" in lists["both"]
    assert "Seattle" in lists["only-b"]
    assert "Chicago" not in lists["only-a"] + lists["only-b"]


def test_the_players_own_play_is_marked_as_yours(
    play_page: SavedPlayPage, browser: Chrome, own_play: PlayOnServer, other_play: PlayOnServer
) -> None:
    browser.get(own_play.url)
    own_play.store_secret_in(browser)
    play_page.open(own_play, f"/with/{other_play.id}")
    assert [("yours" in side.text) for side in browser.find_elements(By.CSS_SELECTOR, ".side")] == [True, False]


@pytest.mark.console_error("400")
def test_text_that_is_not_a_link_is_refused_with_the_reason(
    play_page: SavedPlayPage, browser: Chrome, own_play: PlayOnServer
) -> None:
    play_page.open(own_play)
    play_page.compare_with("my friend's play")
    wait_until(browser, lambda: "That is not a link to a play" in play_page.text)
    assert browser.find_element(By.NAME, "with").get_property("value") == "my friend's play"


@pytest.mark.console_error("400")
def test_a_play_of_another_quiz_is_refused_with_the_reason(
    play_page: SavedPlayPage, site_url: str, own_play: PlayOnServer, browser: Chrome
) -> None:
    other = PlayOnServer(site_url, "de", "Berlin")
    play_page.open(own_play)
    play_page.compare_with(other.url)
    wait_until(browser, lambda: "a play of another quiz" in play_page.text)
