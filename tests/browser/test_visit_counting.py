"""GoatCounter counts a visit: from the address that the operator named, and not of who asks not to be counted."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from selenium.webdriver import Chrome

from tests.browser.support.waiting import wait_until
from tests.site_server import serve_site

pytestmark = [pytest.mark.browser, pytest.mark.own_site]

# What GoatCounter's script does, in short: it asks for the path, and sends it to the address that its element names.
SCRIPT = b"""
const to = document.querySelector("script[data-goatcounter]").dataset.goatcounter;
navigator.sendBeacon(`${to}?p=${encodeURIComponent(goatcounter.path())}`);
"""


class Counter(BaseHTTPRequestHandler):
    """Stands for GoatCounter's server, and notes what it is asked."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(SCRIPT)

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing."""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose visits are counted."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    counter = f"http://127.0.0.1:{server.server_address[1]}"
    with serve_site(tmp_path_factory.mktemp("site"), GOATCOUNTER_URL=counter) as address:
        yield address
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    Counter.asked.clear()


def test_a_visit_is_counted_by_its_path_alone(counted: str, browser: Chrome) -> None:
    browser.get(f"{counted}/quizzes/us?guess=Secretville")
    wait_until(browser, lambda: len(Counter.asked) == 2)
    assert Counter.asked == ["/count.js", "/count?p=%2Fquizzes%2Fus"]
    assert browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"] == []


@pytest.mark.parametrize("wish", ["doNotTrack: { get: () => '1' }", "globalPrivacyControl: { get: () => true }"])
def test_who_asks_not_to_be_counted_is_not(counted: str, browser: Chrome, wish: str) -> None:
    program = f"Object.defineProperties(Navigator.prototype, {{ {wish} }})"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": program})
    browser.get(f"{counted}/quizzes/us")
    wait_until(browser, lambda: browser.find_elements("id", "guess"))  # a later script than the one that would ask
    assert browser.execute_script("return document.querySelector('script[data-goatcounter]')") is None
    assert Counter.asked == []


@pytest.mark.console_error("404")
def test_pages_of_errors_and_of_operators_are_no_visits(counted: str, browser: Chrome) -> None:
    for path in ("/nothing", "/dashboard/login"):
        browser.get(counted + path)
        assert browser.execute_script("return document.querySelector('script[data-counter]')") is None
    assert Counter.asked == []
