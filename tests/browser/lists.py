"""The dialog of the quiz page in which a list comes in and goes out."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.page import QuizPage
from tests.browser.waiting import until
from tests.places_database import sqlite_with_places

IMPORT_SECONDS = 90  # 3,000 lines take seven on a quiet machine

# A list of thousands of lines is pasted, not typed.
PASTE = """
    arguments[0].value = arguments[1];
    arguments[0].dispatchEvent(new Event("input"));
"""
AREAS = {"us": "country = 'US'", "europe": "continents LIKE '%EU%'", "world": "1"}

Place = tuple[int, str, str, str]  # id, name, region, country


class Lists:
    def __init__(self, page: QuizPage) -> None:
        self.page = page
        self.browser: Chrome = page.browser

    def open(self) -> None:
        self.page.button("Import and export").click()
        until(self.browser, self.page.dialog.is_displayed)

    @property
    def text(self) -> str:
        return self.page.dialog.text

    @property
    def box(self) -> WebElement:
        return self.page.dialog.find_element(By.TAG_NAME, "textarea")

    def paste(self, text: str) -> None:
        self.browser.execute_script(PASTE, self.box, text)
        until(self.browser, self.page.button("Add to my map").is_enabled)

    def add(self, lines: list[str]) -> None:
        """Begin to import a list."""
        self.open()
        self.paste("\n".join(lines))
        self.page.button("Add to my map").click()

    def choose(self, file: Path) -> None:
        self.page.dialog.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(file))

    def wait_for_report(self) -> list[int]:
        """Added, already named and not found, once it is over."""
        WebDriverWait(self.browser, IMPORT_SECONDS).until(lambda _: self.page.buttons("Done"), "the import never ended")
        line = self.page.dialog.find_element(By.CSS_SELECTOR, ".report").text
        return [int(part.split()[0].replace(",", "")) for part in line.split(" · ")]

    def wait_for_problem(self) -> str:
        problem = until(self.browser, lambda: self.page.dialog.find_elements(By.CSS_SELECTOR, "[role=alert]"))
        return problem[0].text

    def wait_for_lines(self, least: int) -> None:
        """Until so many lines were looked up."""
        progress = self.page.dialog.find_element(By.TAG_NAME, "progress")
        until(self.browser, lambda: float(progress.get_property("value")) >= least)  # type: ignore[arg-type]


def real_places(quiz: str, count: int, seed: int = 1) -> list[Place]:
    """Random places of a quiz, the same for the same seed."""
    query = f"""
        SELECT id, name, region_name, country FROM places_place
        WHERE NOT section AND NOT retired AND {AREAS[quiz]} ORDER BY id
    """
    with closing(sqlite3.connect(sqlite_with_places())) as connection:
        return random.Random(seed).sample(connection.execute(query).fetchall(), count)  # noqa: S311 - no secret


def lines(places: list[Place]) -> list[str]:
    """ "Portland, Oregon" """
    return [", ".join(part for part in (name, region) if part) for _, name, region, _ in places]
