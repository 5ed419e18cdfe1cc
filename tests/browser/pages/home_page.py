"""Page object of the home page: first guess, search and catalogue."""

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.waiting import wait_until


class HomePage:
    def __init__(self, browser: Chrome, site_url: str) -> None:
        self.browser = browser
        self.site_url = site_url

    def open(self) -> None:
        self.browser.get(f"{self.site_url}/")
        wait_until(self.browser, lambda: self.browser.execute_script("return document.readyState") == "complete")

    @property
    def guess_input(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "input[aria-label='Name a place in the world']")

    @property
    def search_input(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "input[aria-label='Find a quiz']")

    @property
    def search_status(self) -> str:
        """The message that says how many quizzes the search found."""
        return self.browser.find_element(By.CSS_SELECTOR, "form[role=search] [role=status]").text

    @property
    def visible_links(self) -> dict[str, str]:
        """Text and path of each visible link to a quiz, read by one script: there are about 1,000 links."""
        script = """
            return [...document.querySelectorAll("main a")].filter((link) => link.checkVisibility())
              .map((link) => [link.innerText.split("\\n")[0].trim(), link.getAttribute("href")])
        """
        return dict(self.browser.execute_script(script))

    @property
    def catalogue_entries(self) -> dict[str, str]:
        """Title and path of each visible quiz below "All quizzes"."""
        script = """
            return [...document.querySelectorAll("[data-entry] a")].filter((link) => link.checkVisibility())
              .map((link) => [link.querySelector(".entry-title").textContent, link.getAttribute("href")])
        """
        return dict(self.browser.execute_script(script))

    def catalogue_group(self, title: str) -> WebElement:
        """The heading of a group of the catalogue. A click opens the group."""
        return self.browser.find_element(By.XPATH, f"//summary[h3[normalize-space()='{title}']]")
