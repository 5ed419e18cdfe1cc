"""Two plays on one map: told apart by shape and by colour, and by words where there is no map."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser import devtools
from tests.browser.result import ResultPage
from tests.browser.saved import Saved
from tests.browser.waiting import until

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
def ours(site: str) -> Saved:
    return Saved(site, "us", "Chicago", "Miami", "Denver")


@pytest.fixture(scope="module")
def theirs(site: str) -> Saved:
    return Saved(site, "us", "Chicago", "Seattle")


def test_a_pasted_link_brings_both_onto_one_map(
    result: ResultPage, browser: Chrome, ours: Saved, theirs: Saved
) -> None:
    result.open(ours)
    result.compare_with(f"  https://elsewhere.example/plays/{theirs.id}?missed=1 ")
    until(browser, lambda: browser.current_url == f"{ours.url}/with/{theirs.id}")
    result.atlas.wait_for_dots(4)
    seen = until(browser, lambda: all(browser.execute_script(COLOURS).values()) and browser.execute_script(COLOURS))
    assert seen["dark"] > 10  # Chicago, which both have
    for words in ("A: 3 places", "B: 2 places", "Only A: 2 places", "Both: 1 place", "Only B: 1 place"):
        assert words in result.text


def test_numbers_and_lists_need_no_javascript(result: ResultPage, browser: Chrome, ours: Saved, theirs: Saved) -> None:
    devtools.disable_scripts(browser)
    browser.get(f"{ours.url}/with/{theirs.id}")
    lists = {part: browser.find_element(By.ID, part).text for part in ("only-a", "both", "only-b")}
    assert "Miami" in lists["only-a"]
    assert "Denver" in lists["only-a"]
    assert "Chicago" in lists["both"]
    assert "Seattle" in lists["only-b"]
    assert "Chicago" not in lists["only-a"] + lists["only-b"]


def test_which_is_ones_own_is_said(result: ResultPage, browser: Chrome, ours: Saved, theirs: Saved) -> None:
    browser.get(ours.url)
    ours.keep(browser)
    result.open(ours, f"/with/{theirs.id}")
    assert [("yours" in side.text) for side in browser.find_elements(By.CSS_SELECTOR, ".side")] == [True, False]


@pytest.mark.console_error("400")
def test_what_is_no_link_comes_back_with_the_reason(result: ResultPage, browser: Chrome, ours: Saved) -> None:
    result.open(ours)
    result.compare_with("my friend's play")
    until(browser, lambda: "That is no link to a play" in result.text)
    assert browser.find_element(By.NAME, "with").get_property("value") == "my friend's play"


@pytest.mark.console_error("400")
def test_a_play_of_another_quiz_is_refused_in_words(
    result: ResultPage, site: str, ours: Saved, browser: Chrome
) -> None:
    other = Saved(site, "de", "Berlin")
    result.open(ours)
    result.compare_with(other.url)
    until(browser, lambda: "a play of another quiz" in result.text)
