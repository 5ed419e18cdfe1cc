"""Page object of the operators' dashboard: sign-in, charts and tables."""

import os
import re
import subprocess
import sys
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.waiting import wait_until
from tests.paths import WEB

PASSWORD = "a Sextant & 3 charts"


def create_operator(folder: Path, name: str, *options: str) -> str:
    """Create an account on the site whose database is in the folder, and return the command's output."""
    environ = os.environ | {"DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}", "TOPONAUT_ENV": "laptop"}
    command = [sys.executable, str(WEB / "manage.py"), "operator", name, *options]
    done = subprocess.run(command, input=f"{PASSWORD}\n", text=True, env=environ, capture_output=True, check=True)
    return done.stdout


class DashboardPage:
    def __init__(self, browser: Chrome, site_url: str) -> None:
        self.browser = browser
        self.site_url = site_url

    def open(self) -> None:
        self.browser.get(f"{self.site_url}/dashboard/")

    def open_with_session(self, session: str) -> None:
        """Open the dashboard with the session cookie of somebody who signed in before."""
        cookie = {"name": "sessionid", "value": session, "url": f"{self.site_url}/dashboard/", "path": "/dashboard/"}
        self.browser.execute_cdp_cmd("Network.setCookie", cookie)
        self.open()
        self.wait_until_drawn()

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "") -> None:
        """Fill in the sign-in form and send it."""
        self.open()
        for field, text in (("name", name), ("password", password), ("code", code)):
            element = self.browser.find_element(By.ID, field)
            element.clear()
            element.send_keys(text)
        previous_page = self.browser.find_element(By.TAG_NAME, "html")
        self.browser.find_element(By.CSS_SELECTOR, ".sign-in button").click()
        wait_until(self.browser, lambda: self.browser.find_element(By.TAG_NAME, "html") != previous_page)
        wait_until(self.browser, lambda: self.browser.execute_script("return document.readyState") == "complete")

    @property
    def text(self) -> str:
        return self.browser.find_element(By.TAG_NAME, "main").text

    def chart(self, name: str) -> WebElement:
        return wait_until(self.browser, lambda: self.browser.find_element(By.CSS_SELECTOR, f"[data-chart={name}]"))

    def plot(self, name: str) -> WebElement:
        return self.chart(name).find_element(By.CSS_SELECTOR, ".plot")

    def chart_heading(self, name: str) -> str:
        """The chart's value and the period it belongs to."""
        return self.chart(name).find_element(By.CSS_SELECTOR, "figcaption p").text

    def chart_value(self, name: str) -> float:
        """The value in the chart's heading, without its unit."""
        return float(re.sub(r"[^\d.]", "", self.chart(name).find_element(By.CSS_SELECTOR, "figcaption b").text))

    def press(self, label: str) -> None:
        """Press a button above the charts, found by its text or its ARIA label."""
        path = f"//button[normalize-space()='{label}' or @aria-label='{label}']"
        self.browser.find_element(By.XPATH, path).click()
        self.wait_until_drawn()

    def wait_until_drawn(self) -> None:
        """Mithril draws in the next frame. The charts set aria-busy only in that frame, so wait for it first."""
        self.browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        busy = "return document.querySelector('#charts > section').getAttribute('aria-busy')"
        wait_until(self.browser, lambda: self.browser.execute_script(busy) == "false")

    @property
    def time_span(self) -> str:
        """The note above the charts: the span of time that they show, or a message."""
        return self.browser.find_element(By.CSS_SELECTOR, ".charts-head .note").text

    def table_rows(self, name: str) -> list[list[str]]:
        """The rows of the chart's table, newest first. The table is opened if it is closed."""
        details = self.chart(name).find_element(By.TAG_NAME, "details")
        if not details.get_attribute("open"):
            details.find_element(By.TAG_NAME, "summary").click()
        wait_until(self.browser, lambda: details.find_elements(By.TAG_NAME, "tr"))
        script = (
            "return [...arguments[0].querySelectorAll('tbody tr')].map((r) => [...r.children].map((c) => c.innerText))"
        )
        rows: list[list[str]] = self.browser.execute_script(script, details)
        return rows
