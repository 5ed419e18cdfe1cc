"""Score, list and tables of the quiz page."""

import re
from typing import NamedTuple

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.browser.waiting import eventually

# Cells row by row in one call: asking for each by itself takes a second for a country with 50 regions.
CELLS = "return [...arguments[0].tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
ROWS = """
    const rows = arguments[0].querySelectorAll("[data-id]");
    return [...rows].map((row) => [...row.children].map((cell) => cell.textContent));
"""


class Score(NamedTuple):
    places: int
    share: str
    people: int


class Row(NamedTuple):
    name: str
    where: str
    people: int


class Ledger:
    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    @property
    def element(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "aside[aria-label='Score and list']")

    @property
    def score(self) -> Score:
        """Places, share of the people as shown ("1.3 %"), and people."""
        text = self._score_section.text.replace("\N{NARROW NO-BREAK SPACE}", " ")
        found = re.search(r"([\d,]+) places?\s+((?:< ?)?[\d.]+ %)\s+of people\s*([\d,]+)", text)
        assert found, f"no score in {text!r}"
        return Score(number(found[1]), found[2], number(found[3]))

    def wait_for_places(self, count: int) -> None:
        eventually(self.browser, lambda: self.score.places, count)

    @property
    def note(self) -> str:
        return "\n".join(note.text for note in self._score_section.find_elements(By.CSS_SELECTOR, "p"))

    @property
    def brackets(self) -> dict[str, str]:
        """Named of all by least population, like {"≥ 1 M": "2 of 9"}."""
        table = self._score_section.find_element(By.TAG_NAME, "table")
        rows = self.browser.execute_script(CELLS, table)
        return {cells[0].replace("\N{NARROW NO-BREAK SPACE}", " "): cells[-1].rstrip("✓") for cells in rows}

    @property
    def rows(self) -> list[Row]:
        """The places listed, top first; of a long list only those around the visible part."""
        cells = self.browser.execute_script(ROWS, self.element)
        return [Row(name, where, number(people)) for name, where, people in cells]

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.rows]

    @property
    def length(self) -> int:
        """Places listed in all, as a screen reader is told."""
        item = self.element.find_element(By.CSS_SELECTOR, "[aria-label='Places named'] > li")
        return int(item.get_attribute("aria-setsize") or 0)

    def sort(self, order: str) -> None:
        orders = self.element.find_element(By.CSS_SELECTOR, "select[aria-label='Order of the list']")
        Select(orders).select_by_visible_text(order)

    @property
    def filter(self) -> WebElement:
        return self.element.find_element(By.CSS_SELECTOR, "input[aria-label='Filter the list']")

    def tab(self, part: str) -> WebElement:
        """The tab with this in its label: "listed", or "states"."""
        return self.element.find_element(By.XPATH, f".//*[@role='tab'][contains(., '{part}')]")

    @property
    def regions(self) -> dict[str, tuple[str, str]]:
        """Named of all, and share of the people, by region; the tab must be open."""
        table = self.element.find_element(By.CSS_SELECTOR, "[role=tabpanel] table")
        return {name: (named, share) for name, named, share in self.browser.execute_script(CELLS, table)}

    @property
    def _score_section(self) -> WebElement:
        return self.element.find_element(By.CSS_SELECTOR, "section[aria-label='Score']")


def number(text: str) -> int:
    """ "1,234" → 1234; "not known" → 0"""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else 0
