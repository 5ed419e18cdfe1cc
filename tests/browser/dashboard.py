"""The operators' page, as an operator uses it."""

import os
import re
import subprocess
import sys
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.waiting import until
from tests.paths import WEB

PASSWORD = "a Sextant & 3 charts"


def make_operator(folder: Path, name: str, *words: str) -> str:
    """An account on the site whose database lies in the folder; what the command printed."""
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}", "TOPONAUT_ENV": "laptop"}
    command = [sys.executable, str(WEB / "manage.py"), "operator", name, *words]
    done = subprocess.run(command, input=f"{PASSWORD}\n", text=True, env=environ, capture_output=True, check=True)
    return done.stdout


class Dashboard:
    def __init__(self, browser: Chrome, site: str) -> None:
        self.browser = browser
        self.site = site

    def open(self) -> None:
        self.browser.get(f"{self.site}/dashboard/")

    def enter(self, session: str) -> None:
        """Open it as somebody who has signed in before."""
        cookie = {"name": "sessionid", "value": session, "url": f"{self.site}/dashboard/", "path": "/dashboard/"}
        self.browser.execute_cdp_cmd("Network.setCookie", cookie)
        self.open()
        self.wait()

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "") -> None:
        """Fill the form in and send it."""
        self.open()
        for field, text in (("name", name), ("password", password), ("code", code)):
            element = self.browser.find_element(By.ID, field)
            element.clear()
            element.send_keys(text)
        before = self.browser.find_element(By.TAG_NAME, "html")
        self.browser.find_element(By.CSS_SELECTOR, ".sign-in button").click()
        until(self.browser, lambda: self.browser.find_element(By.TAG_NAME, "html") != before)
        until(self.browser, lambda: self.browser.execute_script("return document.readyState") == "complete")

    @property
    def text(self) -> str:
        return self.browser.find_element(By.TAG_NAME, "main").text

    def chart(self, name: str) -> WebElement:
        return until(self.browser, lambda: self.browser.find_element(By.CSS_SELECTOR, f"[data-chart={name}]"))

    def plot(self, name: str) -> WebElement:
        return self.chart(name).find_element(By.CSS_SELECTOR, ".plot")

    def head(self, name: str) -> str:
        """The chart's figure and what it is of."""
        return self.chart(name).find_element(By.CSS_SELECTOR, "figcaption p").text

    def number(self, name: str) -> float:
        """The chart's figure, without its unit."""
        return float(re.sub(r"[^\d.]", "", self.chart(name).find_element(By.CSS_SELECTOR, "figcaption b").text))

    def press(self, label: str) -> None:
        """A button over the charts, by its word or its name."""
        path = f"//button[normalize-space()='{label}' or @aria-label='{label}']"
        self.browser.find_element(By.XPATH, path).click()
        self.wait()

    def wait(self) -> None:
        """Until the charts show what was asked for. Mithril draws in the next frame; before it nothing seems busy."""
        self.browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        busy = "return document.querySelector('#charts > section').getAttribute('aria-busy')"
        until(self.browser, lambda: self.browser.execute_script(busy) == "false")

    @property
    def span(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, ".charts-head .note").text

    def rows(self, name: str) -> list[list[str]]:
        """The chart's table, newest first; it is opened for that."""
        details = self.chart(name).find_element(By.TAG_NAME, "details")
        if not details.get_attribute("open"):
            details.find_element(By.TAG_NAME, "summary").click()
        until(self.browser, lambda: details.find_elements(By.TAG_NAME, "tr"))
        script = (
            "return [...arguments[0].querySelectorAll('tbody tr')].map((r) => [...r.children].map((c) => c.innerText))"
        )
        found: list[list[str]] = self.browser.execute_script(script, details)
        return found
