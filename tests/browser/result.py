"""The page of a saved play, as whoever has its link sees it."""

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.atlas import Atlas
from tests.browser.saved import Saved
from tests.browser.waiting import until

NARROW = "\N{NARROW NO-BREAK SPACE}"


class ResultPage:
    def __init__(self, browser: Chrome, site: str) -> None:
        self.browser = browser
        self.site = site
        self.atlas = Atlas(browser)

    def open(self, play: Saved, beyond: str = "") -> None:
        """Open the play's page, or one `beyond` it: "?missed=1", "/with/…"; and wait for the map."""
        self.browser.get(play.url + beyond)
        until(self.browser, lambda: self.atlas.dots is not None, "the map did not come")

    @property
    def text(self) -> str:
        """All of the page's words, as they are seen."""
        return self.browser.find_element(By.TAG_NAME, "main").text.replace(NARROW, " ")

    @property
    def title(self) -> str:
        return " ".join(self.browser.find_element(By.TAG_NAME, "h1").text.split())

    @property
    def places(self) -> list[str]:
        """The list of all places, as it is ordered."""
        names = self.browser.find_elements(By.CSS_SELECTOR, "#places li b")
        return [name.text for name in names]

    def link(self, label: str) -> WebElement:
        return self.browser.find_element(By.LINK_TEXT, label)

    def press(self, label: str) -> None:
        """Press a button with this text, once it is there."""
        path = f"//button[normalize-space()='{label}']"
        until(self.browser, lambda: self.browser.find_elements(By.XPATH, path), f"there is no button {label!r}")[
            -1
        ].click()

    def wait_for(self, words: str) -> None:
        until(self.browser, lambda: words in self.text, f"the page never said {words!r}")

    def compare_with(self, pasted: str) -> None:
        field = self.browser.find_element(By.NAME, "with")
        field.clear()
        field.send_keys(pasted)
        self.browser.find_element(By.CSS_SELECTOR, "form.ask button").click()
