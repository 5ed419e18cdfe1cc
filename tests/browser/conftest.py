"""Fixtures of the browser tests; `site_url` and `browser` are in tests/conftest.py."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.home_page import HomePage
from tests.browser.pages.import_export_dialog import ImportExportDialog
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.pages.saved_play_page import SavedPlayPage
from tests.browser.pages.share_dialog import ShareDialog
from tests.browser.support.site_api import SiteApi


@pytest.fixture
def quiz_page(browser: Chrome, site_url: str) -> QuizPage:
    return QuizPage(browser, site_url)


@pytest.fixture
def home_page(browser: Chrome, site_url: str) -> HomePage:
    return HomePage(browser, site_url)


@pytest.fixture
def api(site_url: str) -> SiteApi:
    return SiteApi(site_url)


@pytest.fixture
def share_dialog(quiz_page: QuizPage) -> ShareDialog:
    return ShareDialog(quiz_page)


@pytest.fixture
def play_page(browser: Chrome, site_url: str) -> SavedPlayPage:
    return SavedPlayPage(browser, site_url)


@pytest.fixture
def list_dialog(quiz_page: QuizPage) -> ImportExportDialog:
    """The dialog of the US quiz, still closed."""
    quiz_page.open("us")
    return ImportExportDialog(quiz_page)
