"""Page object of the quiz page's Share dialog, and the saved play on the server that belongs to it."""

import json
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support.waiting import wait_until, wait_until_equal

TIMEOUT_SECONDS = 15

# Records each request to the API of plays. The page does not receive the answers to the first `answersToLose` of them.
RECORD_REQUESTS_SCRIPT = """
const { fetch } = window;
let answersToLose = arguments[0];
window.recordedRequests = [];
window.fetch = async (url, init = {}) => {
  if (!String(url).includes("/api/v1/plays")) return fetch(url, init);
  window.recordedRequests.push(`${init.method ?? "GET"} ${init.headers?.["Idempotency-Key"] ?? ""}`.trim());
  const response = await fetch(url, init);
  if (answersToLose-- > 0) throw new TypeError("answer lost");
  return response;
};
"""


class ShareDialog:
    def __init__(self, quiz_page: QuizPage) -> None:
        self.quiz_page = quiz_page
        self.browser = quiz_page.browser

    def open(self) -> None:
        self.quiz_page.button("Share").click()
        assert self.quiz_page.open_dialog.is_displayed()

    def close(self) -> None:
        self.quiz_page.button("Close").click()
        self.quiz_page.wait_for_no_dialog()

    def save_play(self) -> str:
        """Save for the first time, and return the id of the saved play. The dialog stays open."""
        self.open()
        self.quiz_page.button("Save and get a link").click()
        return self.wait_for_play_id()

    def wait_for_play_id(self) -> str:
        """Wait until the dialog shows a link, and return the id of the play at the end of it."""
        field = wait_until(self.browser, lambda: self.browser.find_elements(By.ID, "link"), "no link appeared")[0]
        return str(field.get_property("value")).rsplit("/", 1)[-1]

    @property
    def status(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, "dialog [role=status]").text

    def wait_for_status(self, text: str) -> None:
        wait_until(self.browser, lambda: text in self.status, f"the dialog never showed {text!r}")

    @property
    def link_field(self) -> WebElement:
        return self.browser.find_element(By.ID, "link")

    def record_requests(self, lose_answers: int = 0) -> None:
        """Record the page's requests until it is reloaded. The next `lose_answers` answers do not reach the page."""
        self.browser.execute_script(RECORD_REQUESTS_SCRIPT, lose_answers)

    @property
    def recorded_requests(self) -> list[str]:
        """Method and idempotency key of each request, like "POST 0123abc" or "PATCH"."""
        requests: list[str] = self.browser.execute_script("return window.recordedRequests")
        return requests

    @property
    def stored_play(self) -> Any:
        """What the browser stores on the saved play of the current quiz."""
        slug = self.browser.execute_script("return location.pathname.split('/').pop()")
        return json.loads(self.quiz_page.local_storage()[f"toponaut:1:{slug}:play"])

    def play_on_server(self, id_: str) -> Any:
        """The API's answer; None if the server has no such play."""
        try:
            with urlopen(self._address(id_), timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - our own address
                return json.load(response)
        except HTTPError as error:
            if error.code == HTTPStatus.NOT_FOUND:
                return None
            raise

    def names_on_server(self, id_: str) -> list[str]:
        return [place["name"] for place in self.play_on_server(id_)["places"]]

    def wait_for_names_on_server(self, id_: str, *names: str) -> None:
        wait_until_equal(self.browser, lambda: self.names_on_server(id_), list(names))

    def clear_browser_storage(self) -> None:
        """Clear localStorage, as in another person's browser. The open page still shows its places."""
        self.browser.execute_script("localStorage.clear()")

    def delete_over_api(self, id_: str) -> None:
        """Delete the play without the page, as another window of the same player would."""
        headers = {"Authorization": f"Bearer {self.stored_play['link']['secret']}"}
        urlopen(Request(self._address(id_), method="DELETE", headers=headers), timeout=TIMEOUT_SECONDS)  # noqa: S310

    def _address(self, id_: str) -> str:
        return f"{self.quiz_page.site_url}/api/v1/plays/{id_}"
