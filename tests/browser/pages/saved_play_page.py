"""Page object of the page of a saved play, which everybody with its link can see."""

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.pages.map_widget import MapWidget
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.waiting import wait_until

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


class SavedPlayPage:
    def __init__(self, browser: Chrome, site_url: str) -> None:
        self.browser = browser
        self.site_url = site_url
        self.map = MapWidget(browser)

    def open(self, play: PlayOnServer, suffix: str = "") -> None:
        """Open the page and wait for its map. `suffix`: what follows the play's address, like "?missed=1"."""
        self.browser.get(play.url + suffix)
        wait_until(self.browser, lambda: self.map.dot_count is not None, "the map did not load")

    @property
    def text(self) -> str:
        """All visible text of the page."""
        return self.browser.find_element(By.TAG_NAME, "main").text.replace(NARROW_SPACE, " ")

    @property
    def title(self) -> str:
        return " ".join(self.browser.find_element(By.TAG_NAME, "h1").text.split())

    @property
    def listed_names(self) -> list[str]:
        """The names in the list of all places, top first."""
        names = self.browser.find_elements(By.CSS_SELECTOR, "#places li b")
        return [name.text for name in names]

    def link(self, label: str) -> WebElement:
        return self.browser.find_element(By.LINK_TEXT, label)

    def press(self, label: str) -> None:
        """Wait for a button with this text, and press it."""
        path = f"//button[normalize-space()='{label}']"
        buttons = wait_until(
            self.browser, lambda: self.browser.find_elements(By.XPATH, path), f"there is no button {label!r}"
        )
        buttons[-1].click()

    def wait_for_text(self, text: str) -> None:
        wait_until(self.browser, lambda: text in self.text, f"the page never showed {text!r}")

    def compare_with(self, pasted: str) -> None:
        """Paste text into the form that asks for the link to another play, and send it."""
        field = self.browser.find_element(By.NAME, "with")
        field.clear()
        field.send_keys(pasted)
        self.browser.find_element(By.CSS_SELECTOR, "form.ask button").click()
