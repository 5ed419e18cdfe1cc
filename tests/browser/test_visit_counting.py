"""GoatCounter, at the configured address, counts visits, except those of users who ask not to be counted."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from selenium.webdriver import Chrome

from tests.browser.support.waiting import wait_until
from tests.site_server import serve_site

pytestmark = [pytest.mark.browser, pytest.mark.own_site]

# A short form of GoatCounter's script: it reads the path, and sends it to the address in its script element.
COUNTER_SCRIPT = b"""
const address = document.querySelector("script[data-goatcounter]").dataset.goatcounter;
navigator.sendBeacon(`${address}?p=${encodeURIComponent(goatcounter.path())}`);
"""


class FakeGoatCounter(BaseHTTPRequestHandler):
    """Serves a counter script and records all requested paths."""

    requested_paths: list[str] = []

    def do_GET(self) -> None:
        self.requested_paths.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(COUNTER_SCRIPT)

    def do_POST(self) -> None:
        self.requested_paths.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep the test output free of requests."""


@pytest.fixture(scope="module")
def counted_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose visits are counted."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeGoatCounter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    counter = f"http://127.0.0.1:{server.server_address[1]}"
    with serve_site(tmp_path_factory.mktemp("site"), GOATCOUNTER_URL=counter) as address:
        yield address
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _clear_requested_paths() -> None:
    FakeGoatCounter.requested_paths.clear()


def test_a_visit_is_counted_with_its_path_only(counted_site: str, browser: Chrome) -> None:
    browser.get(f"{counted_site}/quizzes/us?guess=Secretville")
    wait_until(browser, lambda: len(FakeGoatCounter.requested_paths) == 2)
    assert FakeGoatCounter.requested_paths == ["/count.js", "/count?p=%2Fquizzes%2Fus"]
    assert browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"] == []


@pytest.mark.parametrize("preference", ["doNotTrack: { get: () => '1' }", "globalPrivacyControl: { get: () => true }"])
def test_users_who_ask_not_to_be_counted_are_not_counted(counted_site: str, browser: Chrome, preference: str) -> None:
    program = f"Object.defineProperties(Navigator.prototype, {{ {preference} }})"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": program})
    browser.get(f"{counted_site}/quizzes/us")
    # The input is drawn by a later script than the one that would add the counter.
    wait_until(browser, lambda: browser.find_elements("id", "guess"))
    assert browser.execute_script("return document.querySelector('script[data-goatcounter]')") is None
    assert FakeGoatCounter.requested_paths == []


@pytest.mark.console_error("404")
def test_error_and_operator_pages_are_not_counted(counted_site: str, browser: Chrome) -> None:
    for path in ("/nothing", "/dashboard/login"):
        browser.get(counted_site + path)
        assert browser.execute_script("return document.querySelector('script[data-counter]')") is None
    assert FakeGoatCounter.requested_paths == []
