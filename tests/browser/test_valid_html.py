"""html-validate finds no fault in any kind of page: as it is served, and as scripts have changed it."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.template.loader import render_to_string
from selenium.webdriver import Chrome

from config.temporary_errors import TemporaryError
from deployment.nginx_errors import NGINX_ERRORS
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support.html_validator import document_in, html_faults
from tests.browser.support.play_on_server import PlayOnServer
from tests.browser.support.site_api import TIMEOUT_SECONDS
from toponaut_monitor.status_page.page import status_page
from toponaut_monitor.status_page.settings import SAME_MACHINE
from toponaut_monitor.status_page.uptime_rows import read_histories
from toponaut_monitor.tests.status_page_rows import DAY, INTERVAL, NOW, URL, times, write_checks

pytestmark = pytest.mark.browser

PATHS = {
    "home": "/",
    "country": "/quizzes/us",
    "region": "/quizzes/us-tx",
    "world": "/quizzes/world",
    "privacy": "/privacy",
    "not found": "/nothing",
    "quiz not found": "/quizzes/nothing",
    "play not found": "/plays/nothing",
    "sign-in": "/dashboard/login",
}


@pytest.fixture
def play_paths(site_url: str) -> dict[str, str]:
    """The pages of a saved play, by kind."""
    play = PlayOnServer(site_url, "europe", "Lviv", "Paris")
    path = play.url.removeprefix(site_url)
    other = PlayOnServer(site_url, "europe", "Paris", "Rome").id
    return {
        "play": path,
        "missed": f"{path}?missed=1",
        "comparison": f"{path}/with/{other}",
        "comparison not found": f"{path}/with/nothing",
        "comparison form": f"{path}/compare?with=nothing",
    }


def served(address: str) -> str:
    """The document at this address, also if it is an error page."""
    try:
        with urlopen(address, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - our own address
            return str(response.read().decode())
    except HTTPError as error:
        return error.read().decode()


def test_faults_are_found(tmp_path: Path) -> None:
    document = "<!doctype html><html lang=en><title>t</title><div id=a></div><span id=a aria-label=b></span></html>"
    faults = html_faults(tmp_path, {"bad": document})
    assert [rule for rule in ("no-dup-id", "aria-label-misuse") if rule not in faults] == []


def test_served_pages_are_valid(site_url: str, play_paths: dict[str, str], tmp_path: Path) -> None:
    documents = {name: served(site_url + path) for name, path in (PATHS | play_paths).items()}
    assert [name for name, document in documents.items() if "</html>" not in document] == []
    documents |= {name: render_to_string(f"{name}.html") for name in ("400", "500", "dashboard/csrf_failure")}
    documents["503"] = render_to_string("503.html", {"error": TemporaryError("busy", "The server is busy.", 2)})
    for status, error in NGINX_ERRORS.items():
        documents[f"nginx {status}"] = render_to_string("nginx/error.html", {"error": error})
    assert html_faults(tmp_path, documents) == ""


def test_status_page_is_valid(tmp_path: Path) -> None:
    """Of a site with an incident, and of one that nobody has watched."""
    write_checks(tmp_path, times(NOW - DAY, NOW), "status 503", 503)
    documents = {}
    for name, url in {"status": URL, "status of nothing": "https://nothing.example/"}.items():
        histories = read_histories(tmp_path, [url], INTERVAL, NOW)
        documents[name] = status_page(histories, machine=SAME_MACHINE, interval_seconds=900, now=NOW)
    assert html_faults(tmp_path, documents) == ""


def test_pages_are_valid_after_their_scripts_ran(
    browser: Chrome, quiz_page: QuizPage, share_dialog: ShareDialog, tmp_path: Path
) -> None:
    documents = {}
    quiz_page.open("us")
    for name in ("Chicago", "Tokyo", "Portland"):
        quiz_page.guess(name)
    documents["quiz"] = document_in(browser)
    quiz_page.side_panel.tab("states").click()
    documents["states"] = document_in(browser)
    share_dialog.open()
    documents["share dialog"] = document_in(browser)
    own_play = PlayOnServer(quiz_page.site_url, "europe", "Lviv", "Paris")
    for name, path in {"home": "/", "play": f"/plays/{own_play.id}", "privacy": "/privacy"}.items():
        browser.get(quiz_page.site_url + path)
        own_play.store_secret_in(browser)
        browser.refresh()
        documents[name] = document_in(browser)
    assert html_faults(tmp_path, documents) == ""
