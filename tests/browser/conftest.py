"""Fixtures of the browser tests; `site` and `browser` are in tests/conftest.py."""

import pytest
from selenium.webdriver import Chrome

from tests.browser.answers import Answers
from tests.browser.home import HomePage
from tests.browser.page import QuizPage
from tests.browser.result import ResultPage
from tests.browser.share import Share


@pytest.fixture
def page(browser: Chrome, site: str) -> QuizPage:
    return QuizPage(browser, site)


@pytest.fixture
def home(browser: Chrome, site: str) -> HomePage:
    return HomePage(browser, site)


@pytest.fixture
def answers(site: str) -> Answers:
    return Answers(site)


@pytest.fixture
def share(page: QuizPage) -> Share:
    return Share(page)


@pytest.fixture
def result(browser: Chrome, site: str) -> ResultPage:
    return ResultPage(browser, site)
