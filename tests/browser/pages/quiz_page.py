"""Page object of the quiz page: guesses, answers, buttons and dialogs."""

from collections.abc import Callable
from urllib.parse import quote

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.browser.pages.map_widget import MapWidget
from tests.browser.pages.side_panel import SidePanel
from tests.browser.support.waiting import wait_until, wait_until_equal


class QuizPage:
    def __init__(self, browser: Chrome, site_url: str) -> None:
        self.browser = browser
        self.site_url = site_url
        self.map = MapWidget(browser)
        self.side_panel = SidePanel(browser)

    def open(self, slug: str, guess: str | None = None) -> None:
        """Open a quiz, and wait until it accepts guesses and shows its map."""
        self.browser.get(f"{self.site_url}/quizzes/{slug}" + ("" if guess is None else f"?guess={quote(guess)}"))
        self.wait_until_ready()

    def reload(self) -> None:
        self.browser.refresh()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        wait_until(self.browser, lambda: self.browser.find_elements(By.ID, "guess"), "the quiz page has no input")
        wait_until(self.browser, lambda: self.map.dot_count is not None, "the map did not load")

    @property
    def guess_input(self) -> WebElement:
        return self.browser.find_element(By.ID, "guess")

    def guess(self, text: str) -> str:
        """Type a guess, press Enter, and return the page's answer."""
        return self.answer_after(lambda: self.guess_input.send_keys(text, Keys.ENTER))

    def answer_after(self, action: Callable[[], object]) -> str:
        """Do the action, and return the new answer. Its text may equal that of the previous answer."""
        previous = self._answer_element
        action()
        wait_until(self.browser, lambda: self._answer_element != previous and not self.answer.startswith("Looking up"))
        return self.answer

    @property
    def answer(self) -> str:
        return self.browser.find_element(By.ID, "answer").text

    def wait_for_answer(self, text: str) -> None:
        wait_until(self.browser, lambda: text in self.answer, f"the answer never contained {text!r}")

    @property
    def _answer_element(self) -> WebElement:
        """Every answer is a new element, so that a screen reader reads it aloud."""
        return self.browser.find_element(By.CSS_SELECTOR, "#answer > *")

    def button(self, label: str) -> WebElement:
        """The first visible button with this text. The page may add it only in its next frame."""
        return wait_until(self.browser, lambda: self.visible_buttons(label), f"there is no button {label!r}")[0]

    def visible_buttons(self, label: str = "") -> list[WebElement]:
        path = f"//button[normalize-space()='{label}']" if label else "//button"
        return [button for button in self.browser.find_elements(By.XPATH, path) if button.is_displayed()]

    def press(self, label: str) -> str:
        """Press a button, and return the page's answer to it."""
        return self.answer_after(self.button(label).click)

    def set_guess_scope(self, option: str) -> None:
        """How the page takes guesses from now on: "Every homonym at once", or only in the region with this name."""
        Select(self.browser.find_element(By.ID, "where")).select_by_visible_text(option)

    @property
    def open_dialog(self) -> WebElement:
        return wait_until(self.browser, lambda: self.browser.find_element(By.CSS_SELECTOR, "dialog[open]"))

    @property
    def open_dialog_count(self) -> int:
        return len(self.browser.find_elements(By.CSS_SELECTOR, "dialog[open]"))

    def wait_for_no_dialog(self) -> None:
        wait_until_equal(self.browser, lambda: self.open_dialog_count, 0)

    def choose_homonym(self, region: str) -> str:
        """Choose the place in this region in the dialog that lists homonyms, and return the page's answer."""
        row = self.open_dialog.find_element(By.XPATH, f".//button[contains(., '{region}')]")
        return self.answer_after(row.click)

    @property
    def save_status(self) -> str:
        """The header's message on saving: "saved ✓", or what is wrong."""
        return self.browser.find_element(By.ID, "save-state").text

    def press_keys(self, *keys: str) -> None:
        """Send keys to the element that has the focus."""
        ActionChains(self.browser).send_keys(*keys).perform()

    def press_shift_tab(self) -> None:
        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()

    @property
    def focused_element(self) -> WebElement:
        return self.browser.switch_to.active_element

    def local_storage(self) -> dict[str, str]:
        """Everything that the browser stores for the site."""
        items: dict[str, str] = self.browser.execute_script("return { ...localStorage }")
        return items
