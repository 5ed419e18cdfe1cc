"""The home page, as a visitor uses it."""

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.waiting import until


class HomePage:
    def __init__(self, browser: Chrome, site: str) -> None:
        self.browser = browser
        self.site = site

    def open(self) -> None:
        self.browser.get(f"{self.site}/")
        until(self.browser, lambda: self.browser.execute_script("return document.readyState") == "complete")

    @property
    def guess(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "input[aria-label='Name a place in the world']")

    @property
    def search(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "input[aria-label='Find a quiz']")

    @property
    def found(self) -> str:
        """How many quizzes the search has left."""
        return self.browser.find_element(By.CSS_SELECTOR, "form[role=search] [role=status]").text

    @property
    def links(self) -> dict[str, str]:
        """Text and path of each link to a quiz that can be seen. One call: there are a thousand."""
        script = """
            return [...document.querySelectorAll("main a")].filter((link) => link.checkVisibility())
              .map((link) => [link.innerText.split("\\n")[0].trim(), link.getAttribute("href")])
        """
        return dict(self.browser.execute_script(script))

    @property
    def entries(self) -> dict[str, str]:
        """Title and path of each quiz of the catalogue that can be seen, below "All quizzes"."""
        script = """
            return [...document.querySelectorAll("[data-entry] a")].filter((link) => link.checkVisibility())
              .map((link) => [link.querySelector(".entry-title").textContent, link.getAttribute("href")])
        """
        return dict(self.browser.execute_script(script))

    def group(self, title: str) -> WebElement:
        """A group of the catalogue, to be opened by a click."""
        return self.browser.find_element(By.XPATH, f"//summary[h3[normalize-space()='{title}']]")
