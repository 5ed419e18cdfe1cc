"""Saving a play on the quiz page, and what the server has of it."""

import json
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.page import QuizPage
from tests.browser.waiting import eventually, until

SECONDS = 15

# Notes each request to the API of plays; with `lose`, the answers to so many of them do not reach the page.
NOTE = """
const { fetch } = window;
let lose = arguments[0];
window.asked = [];
window.fetch = async (url, init = {}) => {
  if (!String(url).includes("/api/v1/plays")) return fetch(url, init);
  window.asked.push(`${init.method ?? "GET"} ${init.headers?.["Idempotency-Key"] ?? ""}`.trim());
  const response = await fetch(url, init);
  if (lose-- > 0) throw new TypeError("lost");
  return response;
};
"""


class Share:
    """The dialog behind the header's button, and the saved play behind the dialog."""

    def __init__(self, page: QuizPage) -> None:
        self.page = page
        self.browser = page.browser

    def open(self) -> None:
        self.page.button("Share").click()
        assert self.page.dialog.is_displayed()

    def close(self) -> None:
        self.page.button("Close").click()
        self.page.wait_for_no_dialog()

    def save(self) -> str:
        """Save for the first time; the id of the play. The dialog stays open."""
        self.open()
        self.page.button("Save and get a link").click()
        return self.wait_for_link()

    def wait_for_link(self) -> str:
        field = until(self.browser, lambda: self.browser.find_elements(By.ID, "link"), "no link came")[0]
        return str(field.get_property("value")).rsplit("/", 1)[-1]

    @property
    def status(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, "dialog [role=status]").text

    def wait_for_status(self, words: str) -> None:
        until(self.browser, lambda: words in self.status, f"the dialog never said {words!r}")

    @property
    def field(self) -> WebElement:
        return self.browser.find_element(By.ID, "link")

    def note_requests(self, lose: int = 0) -> None:
        """From now on, on this page; the answers to the next `lose` of them get lost."""
        self.browser.execute_script(NOTE, lose)

    @property
    def requests(self) -> list[str]:
        """Like "POST 0123abc", with the key that the request was sent with, and "PATCH"."""
        asked: list[str] = self.browser.execute_script("return window.asked")
        return asked

    @property
    def kept(self) -> Any:
        """What the browser keeps of the present quiz's saved play."""
        slug = self.browser.execute_script("return location.pathname.split('/').pop()")
        return json.loads(self.page.stored()[f"toponaut:1:{slug}:play"])

    def detail(self, id_: str) -> Any:
        """What the server has; None if it has no such play."""
        try:
            with urlopen(self._address(id_), timeout=SECONDS) as response:  # noqa: S310 - our own address
                return json.load(response)
        except HTTPError as error:
            if error.code == HTTPStatus.NOT_FOUND:
                return None
            raise

    def names(self, id_: str) -> list[str]:
        return [place["name"] for place in self.detail(id_)["places"]]

    def wait_for_names(self, id_: str, *names: str) -> None:
        eventually(self.browser, lambda: self.names(id_), list(names))

    def forget(self) -> None:
        """Let the browser forget all it keeps, as if it were another; the page still shows its places."""
        self.browser.execute_script("localStorage.clear()")

    def delete_elsewhere(self, id_: str) -> None:
        headers = {"Authorization": f"Bearer {self.kept['link']['secret']}"}
        urlopen(Request(self._address(id_), method="DELETE", headers=headers), timeout=SECONDS)  # noqa: S310

    def _address(self, id_: str) -> str:
        return f"{self.page.site}/api/v1/plays/{id_}"
