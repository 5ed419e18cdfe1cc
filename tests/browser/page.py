"""The quiz page, as a player uses it."""

from collections.abc import Callable
from urllib.parse import quote

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.browser.atlas import Atlas
from tests.browser.ledger import Ledger
from tests.browser.waiting import eventually, until


class QuizPage:
    def __init__(self, browser: Chrome, site: str) -> None:
        self.browser = browser
        self.site = site
        self.atlas = Atlas(browser)
        self.ledger = Ledger(browser)

    def open(self, slug: str, guess: str | None = None) -> None:
        """Open a quiz, and wait until it can be played and its map is there."""
        self.browser.get(f"{self.site}/quizzes/{slug}" + ("" if guess is None else f"?guess={quote(guess)}"))
        self.wait_until_ready()

    def reload(self) -> None:
        self.browser.refresh()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        until(self.browser, lambda: self.browser.find_elements(By.ID, "guess"), "the quiz page has no input")
        until(self.browser, lambda: self.atlas.dots is not None, "the map did not come")

    @property
    def input(self) -> WebElement:
        return self.browser.find_element(By.ID, "guess")

    def guess(self, text: str) -> str:
        """Type a guess, press Enter, and return the answer in words."""
        return self.answer_to(lambda: self.input.send_keys(text, Keys.ENTER))

    def answer_to(self, action: Callable[[], object]) -> str:
        """Do something that the page answers; the answer, which may be the same words as before."""
        before = self._sentence
        action()
        until(self.browser, lambda: self._sentence != before and not self.answer.startswith("Looking up"))
        return self.answer

    @property
    def answer(self) -> str:
        return self.browser.find_element(By.ID, "answer").text

    def wait_for_answer(self, words: str) -> None:
        until(self.browser, lambda: words in self.answer, f"the answer never said {words!r}")

    @property
    def _sentence(self) -> WebElement:
        """Every answer is a new element, so that a screen reader says it."""
        return self.browser.find_element(By.CSS_SELECTOR, "#answer > *")

    def button(self, label: str) -> WebElement:
        """The first visible button with this text. It may come with the page's next frame."""
        return until(self.browser, lambda: self.buttons(label), f"there is no button {label!r}")[0]

    def buttons(self, label: str = "") -> list[WebElement]:
        path = f"//button[normalize-space()='{label}']" if label else "//button"
        return [button for button in self.browser.find_elements(By.XPATH, path) if button.is_displayed()]

    def press(self, label: str) -> str:
        """Press a button that the page answers."""
        return self.answer_to(self.button(label).click)

    def play(self, where: str) -> None:
        """How guesses are taken from now on: "Every homonym at once", or a region's name."""
        Select(self.browser.find_element(By.ID, "where")).select_by_visible_text(where)

    @property
    def dialog(self) -> WebElement:
        """The open dialog."""
        return until(self.browser, lambda: self.browser.find_element(By.CSS_SELECTOR, "dialog[open]"))

    @property
    def dialogs(self) -> int:
        return len(self.browser.find_elements(By.CSS_SELECTOR, "dialog[open]"))

    def wait_for_no_dialog(self) -> None:
        eventually(self.browser, lambda: self.dialogs, 0)

    def choose(self, where: str) -> str:
        """In the dialog that lists homonyms, take the one in this region."""
        row = self.dialog.find_element(By.XPATH, f".//button[contains(., '{where}')]")
        return self.answer_to(row.click)

    @property
    def status(self) -> str:
        """What the header says: "saved ✓", or what is wrong."""
        return self.browser.find_element(By.ID, "save-state").text

    def keys(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        ActionChains(self.browser).send_keys(*keys).perform()

    def shift_tab(self) -> None:
        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()

    @property
    def focused(self) -> WebElement:
        return self.browser.switch_to.active_element

    def stored(self) -> dict[str, str]:
        """All that the browser keeps for this site."""
        kept: dict[str, str] = self.browser.execute_script("return { ...localStorage }")
        return kept
