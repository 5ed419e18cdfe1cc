"""Page object of the quiz page's dialog that imports and exports lists of places."""

from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.waiting import wait_until

IMPORT_SECONDS = 90  # 3,000 lines take seven on a quiet machine

# Typing thousands of lines key by key would take minutes.
PASTE_SCRIPT = """
    arguments[0].value = arguments[1];
    arguments[0].dispatchEvent(new Event("input"));
"""


class ImportExportDialog:
    def __init__(self, quiz_page: QuizPage) -> None:
        self.quiz_page = quiz_page
        self.browser: Chrome = quiz_page.browser

    def open(self) -> None:
        self.quiz_page.button("Import and export").click()
        wait_until(self.browser, self.quiz_page.open_dialog.is_displayed)

    @property
    def text(self) -> str:
        return self.quiz_page.open_dialog.text

    @property
    def textarea(self) -> WebElement:
        return self.quiz_page.open_dialog.find_element(By.TAG_NAME, "textarea")

    def paste(self, text: str) -> None:
        self.browser.execute_script(PASTE_SCRIPT, self.textarea, text)
        wait_until(self.browser, self.quiz_page.button("Add to my map").is_enabled)

    def start_import(self, lines: list[str]) -> None:
        self.open()
        self.paste("\n".join(lines))
        self.quiz_page.button("Add to my map").click()

    def choose_file(self, file: Path) -> None:
        self.quiz_page.open_dialog.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(file))

    def wait_for_report_counts(self) -> list[int]:
        """Wait for the end of the import; the numbers of names added, already named, and not found."""
        wait = WebDriverWait(self.browser, IMPORT_SECONDS)
        wait.until(lambda _: self.quiz_page.visible_buttons("Done"), "the import never ended")
        line = self.quiz_page.open_dialog.find_element(By.CSS_SELECTOR, ".report").text
        return [int(part.split()[0].replace(",", "")) for part in line.split(" · ")]

    def wait_for_error(self) -> str:
        dialog = self.quiz_page.open_dialog
        return wait_until(self.browser, lambda: dialog.find_elements(By.CSS_SELECTOR, "[role=alert]"))[0].text

    def wait_for_progress(self, min_lines: int) -> None:
        """Wait until at least this many lines were looked up."""
        progress = self.quiz_page.open_dialog.find_element(By.TAG_NAME, "progress")

        def is_far_enough() -> bool:
            return bool(self.browser.execute_script("return arguments[0].value", progress) >= min_lines)

        wait_until(self.browser, is_far_enough, f"the import never reached {min_lines} lines")
