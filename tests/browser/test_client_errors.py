"""The site logs JavaScript errors of browsers: once per page view, with source positions, without the user's input."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from tests.browser.support import devtools
from tests.browser.support.waiting import wait_until
from tests.paths import WEB
from tests.site_server import serve_site

pytestmark = [pytest.mark.browser, pytest.mark.own_site]

# The tests dispatch the error event themselves: for errors thrown by Selenium's scripts the page learns only
# "Script error.".
DISPATCH_ERROR_SCRIPT = (
    "const error = new Error(arguments[0]); dispatchEvent(new ErrorEvent('error', { error, message: 'Uncaught' }))"
)
DISPATCH_REJECTION_SCRIPT = """
const [promise, reason] = [Promise.resolve(), new TypeError(arguments[0])];
dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { promise, reason }));
"""
DISPATCH_QUIZ_ERROR_SCRIPT = """
const script = document.querySelector("script[src*='/quiz.']").src;
const error = new Error(arguments[0]);
error.stack = `Error: ${arguments[0]}\\n    at f (${script}?x=1#y:1:1)\\n    at g (${script}:1:${arguments[1]})`;
dispatchEvent(new ErrorEvent("error", { error, message: "Uncaught" }));
"""


@pytest.fixture(scope="module")
def site_with_reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and reports folder of a separate site: other tests cause errors on the shared one."""
    folder = tmp_path_factory.mktemp("reports")
    with serve_site(folder) as address:
        yield address, folder


def read_reports(folder: Path) -> list[dict[str, Any]]:
    texts = [file.read_text() for file in folder.glob("client-errors-*.jsonl")]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def reports_with(folder: Path, message: str) -> list[dict[str, Any]]:
    return [report for report in read_reports(folder) if message in report["message"]]


def wait_for_reports(browser: Chrome, folder: Path, message: str) -> list[dict[str, Any]]:
    """Wait for at least one report whose message contains the text."""
    return wait_until(browser, lambda: reports_with(folder, message), "no report arrived")


def test_an_error_is_reported_once_per_page_view(site_with_reports: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = site_with_reports
    browser.get(f"{site_url}/quizzes/us?guess=Secretville")
    for _ in range(5):
        browser.execute_script(DISPATCH_ERROR_SCRIPT, "made on purpose 1")
    browser.execute_script(DISPATCH_ERROR_SCRIPT, "made on purpose 2")
    wait_for_reports(browser, folder, "made on purpose 2")
    (line,) = wait_for_reports(browser, folder, "made on purpose 1")
    assert line["message"] == "Error: made on purpose 1"
    assert (line["url"], line["release"], line["count"]) == ("/quizzes/us", "dev", 1)
    assert re.fullmatch(r"Chrome \d+", line["agent"])
    assert "Secretville" not in json.dumps(read_reports(folder))
    browser.refresh()
    browser.execute_script(DISPATCH_ERROR_SCRIPT, "made on purpose 1")
    wait_until(browser, lambda: sum(report["count"] for report in reports_with(folder, "made on purpose 1")) == 2)


def test_an_unhandled_rejection_is_reported(site_with_reports: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = site_with_reports
    browser.get(f"{site_url}/privacy")
    browser.execute_script(DISPATCH_REJECTION_SCRIPT, "promised")
    assert wait_for_reports(browser, folder, "promised")[0]["message"] == "TypeError: promised"


def test_the_stack_names_typescript_files_and_lines(site_with_reports: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = site_with_reports
    browser.get(f"{site_url}/quizzes/us")
    browser.execute_script(DISPATCH_QUIZ_ERROR_SCRIPT, "in the quiz", 150_000)
    (line,) = wait_for_reports(browser, folder, "in the quiz")
    found = re.search(r"at g \((?P<source>[\w./-]+\.ts):(?P<line>\d+):(?P<column>\d+)\)", line["stack"])
    assert found, line["stack"]
    source = (WEB / "frontend" / found["source"]).read_text().splitlines()
    assert int(found["line"]) <= len(source)


@pytest.mark.console_error("made on purpose")
def test_an_error_in_the_theme_script_is_traced_to_its_line(
    site_with_reports: tuple[str, Path], browser: Chrome
) -> None:
    """The theme script runs in the page's head. A failing matchMedia makes it throw there."""
    site_url, folder = site_with_reports
    program = "window.matchMedia = () => { throw new Error('made on purpose: no media') }"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": program})
    browser.get(f"{site_url}/privacy")
    (line,) = wait_for_reports(browser, folder, "no media")
    places = re.findall(r"(src/storage/theme\.ts):(\d+)", line["stack"])
    assert places, line["stack"]
    source = (WEB / "frontend" / "src" / "storage" / "theme.ts").read_text().splitlines()
    assert "matchMedia" in source[int(places[0][1]) - 1]


@pytest.mark.console_error("404")
def test_source_maps_are_not_served(site_with_reports: tuple[str, Path], browser: Chrome) -> None:
    site_url, _ = site_with_reports
    browser.get(f"{site_url}/quizzes/us")
    script = "return document.querySelector(\"script[src*='/quiz.']\").src"
    address = browser.execute_script(script)
    statuses = "return Promise.all(arguments[0].map((a) => fetch(a).then((r) => r.status)))"
    assert browser.execute_script(statuses, [f"{address}.map", f"{site_url}/static/quiz.js.map"]) == [404, 404]
    text = "return fetch(arguments[0]).then((r) => r.text())"
    assert "sourceMappingURL" not in browser.execute_script(text, address)


@pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
def test_a_lost_connection_is_not_reported(site_with_reports: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = site_with_reports
    browser.get(f"{site_url}/quizzes/us")
    wait_until(browser, lambda: browser.find_elements("id", "guess"))
    before = len(read_reports(folder))
    devtools.go_offline(browser)
    browser.find_element("id", "guess").send_keys("Chicago\n")
    devtools.go_online(browser)
    wait_until(browser, lambda: "Chicago" in browser.find_element("id", "answer").text)
    assert len(read_reports(folder)) == before


@pytest.mark.console_error("")
def test_a_5xx_or_an_answer_that_is_not_json_is_reported(site_with_reports: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = site_with_reports
    program = """
        const real = window.fetch;
        window.fetch = (url, init) => String(url).includes("/match?")
          ? Promise.resolve(new Response("<p>", { status: String(url).includes("name=Chicago") ? 500 : 200 }))
          : real(url, init);
    """
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": program})
    browser.get(f"{site_url}/quizzes/us")
    wait_until(browser, lambda: browser.find_elements("id", "guess"))
    browser.find_element("id", "guess").send_keys("Chicago\n")
    (line,) = wait_for_reports(browser, folder, "answered 500")
    assert line["message"] == "GET /api/v1/quizzes/us/match: answered 500"
    browser.find_element("id", "guess").send_keys("Boston\n")
    (line,) = wait_for_reports(browser, folder, "not JSON")
    assert line["message"] == "GET /api/v1/quizzes/us/match: the answer is not JSON"
    assert "Chicago" not in json.dumps(read_reports(folder))
