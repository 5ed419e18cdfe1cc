"""What breaks in a browser arrives in the log: once, in words of our sources, and without what was typed."""

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

# Of what a driver's script throws, browsers tell the page no more than "Script error.": so the event is made here.
THROW = "const error = new Error(arguments[0]); dispatchEvent(new ErrorEvent('error', { error, message: 'Uncaught' }))"
REJECT = """
const [promise, reason] = [Promise.resolve(), new TypeError(arguments[0])];
dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { promise, reason }));
"""
THROW_IN_QUIZ = """
const script = document.querySelector("script[src*='/quiz.']").src;
const error = new Error(arguments[0]);
error.stack = `Error: ${arguments[0]}\\n    at f (${script}?x=1#y:1:1)\\n    at g (${script}:1:${arguments[1]})`;
dispatchEvent(new ErrorEvent("error", { error, message: "Uncaught" }));
"""


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site of its own, and the folder that its reports go to: other tests break things too."""
    folder = tmp_path_factory.mktemp("reports")
    with serve_site(folder) as address:
        yield address, folder


def lines(folder: Path) -> list[dict[str, Any]]:
    texts = [file.read_text() for file in folder.glob("client-errors-*.jsonl")]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def arrived(browser: Chrome, folder: Path, message: str) -> list[dict[str, Any]]:
    """The lines with this in their message, at least one."""
    return wait_until(browser, lambda: [line for line in lines(folder) if message in line["message"]], "no report came")


def test_an_error_is_told_once_of_each_page_view(reported: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = reported
    browser.get(f"{site_url}/quizzes/us?guess=Secretville")
    for _ in range(5):
        browser.execute_script(THROW, "made on purpose 1")
    browser.execute_script(THROW, "made on purpose 2")
    arrived(browser, folder, "made on purpose 2")
    (line,) = arrived(browser, folder, "made on purpose 1")
    assert line["message"] == "Error: made on purpose 1"
    assert (line["url"], line["release"], line["count"]) == ("/quizzes/us", "dev", 1)
    assert re.fullmatch(r"Chrome \d+", line["agent"])
    assert "Secretville" not in json.dumps(lines(folder))
    browser.refresh()
    browser.execute_script(THROW, "made on purpose 1")
    wait_until(browser, lambda: sum(one["count"] for one in arrived(browser, folder, "made on purpose 1")) == 2)


def test_a_promise_that_nobody_waited_for_is_told_too(reported: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = reported
    browser.get(f"{site_url}/privacy")
    browser.execute_script(REJECT, "promised")
    assert arrived(browser, folder, "promised")[0]["message"] == "TypeError: promised"


def test_the_stack_names_our_sources(reported: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = reported
    browser.get(f"{site_url}/quizzes/us")
    browser.execute_script(THROW_IN_QUIZ, "in the quiz", 150_000)
    (line,) = arrived(browser, folder, "in the quiz")
    found = re.search(r"at g \((?P<source>[\w./-]+\.ts):(?P<line>\d+):(?P<column>\d+)\)", line["stack"])
    assert found, line["stack"]
    source = (WEB / "frontend" / found["source"]).read_text().splitlines()
    assert int(found["line"]) <= len(source)


@pytest.mark.console_error("made on purpose")
def test_an_error_of_a_real_script_is_found_on_its_line(reported: tuple[str, Path], browser: Chrome) -> None:
    """The theme's script runs in the head; a browser that has no matchMedia makes it fail there."""
    site_url, folder = reported
    program = "window.matchMedia = () => { throw new Error('made on purpose: no media') }"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": program})
    browser.get(f"{site_url}/privacy")
    (line,) = arrived(browser, folder, "no media")
    places = re.findall(r"(src/storage/theme\.ts):(\d+)", line["stack"])
    assert places, line["stack"]
    source = (WEB / "frontend" / "src" / "storage" / "theme.ts").read_text().splitlines()
    assert "matchMedia" in source[int(places[0][1]) - 1]


@pytest.mark.console_error("404")
def test_the_maps_are_served_to_nobody(reported: tuple[str, Path], browser: Chrome) -> None:
    site_url, _ = reported
    browser.get(f"{site_url}/quizzes/us")
    script = "return document.querySelector(\"script[src*='/quiz.']\").src"
    address = browser.execute_script(script)
    statuses = "return Promise.all(arguments[0].map((a) => fetch(a).then((r) => r.status)))"
    assert browser.execute_script(statuses, [f"{address}.map", f"{site_url}/static/quiz.js.map"]) == [404, 404]
    text = "return fetch(arguments[0]).then((r) => r.text())"
    assert "sourceMappingURL" not in browser.execute_script(text, address)


@pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
def test_a_lost_connection_is_no_error(reported: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = reported
    browser.get(f"{site_url}/quizzes/us")
    wait_until(browser, lambda: browser.find_elements("id", "guess"))
    before = len(lines(folder))
    devtools.go_offline(browser)
    browser.find_element("id", "guess").send_keys("Chicago\n")
    devtools.go_online(browser)
    wait_until(browser, lambda: "Chicago" in browser.find_element("id", "answer").text)
    assert len(lines(folder)) == before


@pytest.mark.console_error("")
def test_an_answer_that_is_a_5xx_or_no_json_is_told(reported: tuple[str, Path], browser: Chrome) -> None:
    site_url, folder = reported
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
    (line,) = arrived(browser, folder, "answered 500")
    assert line["message"] == "GET /api/v1/quizzes/us/match: answered 500"
    browser.find_element("id", "guess").send_keys("Boston\n")
    (line,) = arrived(browser, folder, "no JSON")
    assert line["message"] == "GET /api/v1/quizzes/us/match: the answer is not JSON"
    assert "Chicago" not in json.dumps(lines(folder))
