"""Page object of the side panel: score, list of named places and table of regions beside the map."""

import re
from typing import NamedTuple

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.browser.support.waiting import wait_until_equal

# Each script reads all cells in one call: one call per cell takes a second for a country with 50 regions.
TABLE_CELLS_SCRIPT = (
    "return [...arguments[0].tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
)
LIST_ROWS_SCRIPT = """
    const rows = arguments[0].querySelectorAll("[data-id]");
    return [...rows].map((row) => [...row.children].map((cell) => cell.textContent));
"""


class DisplayedScore(NamedTuple):
    places: int
    share: str
    people: int


class NamedPlaceRow(NamedTuple):
    name: str
    region: str
    people: int


class SidePanel:
    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    @property
    def element(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "aside[aria-label='Score and list']")

    @property
    def score(self) -> DisplayedScore:
        """Places, share of the people as shown ("1.3 %"), and people."""
        text = self._score_section.text.replace("\N{NARROW NO-BREAK SPACE}", " ")
        found = re.search(r"([\d,]+) places?\s+((?:< ?)?[\d.]+ %)\s+of people\s*([\d,]+)", text)
        assert found, f"no score in {text!r}"
        return DisplayedScore(parse_count(found[1]), found[2], parse_count(found[3]))

    def wait_for_places(self, count: int) -> None:
        wait_until_equal(self.browser, lambda: self.score.places, count)

    @property
    def score_notes(self) -> str:
        """The paragraphs below the score, one per line."""
        return "\n".join(note.text for note in self._score_section.find_elements(By.CSS_SELECTOR, "p"))

    @property
    def brackets(self) -> dict[str, str]:
        """Named places and all places for each minimum population, like {"≥ 1 M": "2 of 9"}."""
        table = self._score_section.find_element(By.TAG_NAME, "table")
        rows = self.browser.execute_script(TABLE_CELLS_SCRIPT, table)
        return {cells[0].replace("\N{NARROW NO-BREAK SPACE}", " "): cells[-1].rstrip("✓") for cells in rows}

    @property
    def rows(self) -> list[NamedPlaceRow]:
        """The listed places, top first.

        The page contains only those rows of a long list that are near the visible part.
        """
        cells = self.browser.execute_script(LIST_ROWS_SCRIPT, self.element)
        return [NamedPlaceRow(name, region, parse_count(people)) for name, region, people in cells]

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.rows]

    @property
    def total_rows(self) -> int:
        """The length of the whole list, as announced to screen readers."""
        item = self.element.find_element(By.CSS_SELECTOR, "[aria-label='Places named'] > li")
        return int(item.get_attribute("aria-setsize") or 0)

    def sort_by(self, order: str) -> None:
        orders = self.element.find_element(By.CSS_SELECTOR, "select[aria-label='Order of the list']")
        Select(orders).select_by_visible_text(order)

    @property
    def filter_input(self) -> WebElement:
        return self.element.find_element(By.CSS_SELECTOR, "input[aria-label='Filter the list']")

    def tab(self, part: str) -> WebElement:
        """The tab whose label contains `part`, like "listed" or "states"."""
        return self.element.find_element(By.XPATH, f".//*[@role='tab'][contains(., '{part}')]")

    @property
    def region_table(self) -> dict[str, tuple[str, str]]:
        """By region: the text "2 of 9", and the share of people. The tab must be open."""
        table = self.element.find_element(By.CSS_SELECTOR, "[role=tabpanel] table")
        return {name: (named, share) for name, named, share in self.browser.execute_script(TABLE_CELLS_SCRIPT, table)}

    @property
    def _score_section(self) -> WebElement:
        return self.element.find_element(By.CSS_SELECTOR, "section[aria-label='Score']")


def parse_count(text: str) -> int:
    """ "1,234" → 1234; "not known" → 0"""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else 0
