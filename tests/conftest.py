"""Fixtures of the whole-site tests: a running site, and a browser whose console must stay free of errors."""

import os
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests.chromium import console_errors, reset_browser, start_chromium
from tests.site_server import serve_site


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address without a slash at the end. If TOPONAUT_SITE is set, that site is tested: the stack's."""
    if running_site := os.environ.get("TOPONAUT_SITE"):
        yield running_site
        return
    with serve_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def shared_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One browser for all tests: starting and ending it takes as long as a typical test."""
    driver = start_chromium(tmp_path_factory.mktemp("profile"))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def browser(request: pytest.FixtureRequest, shared_browser: Chrome) -> Iterator[Chrome]:
    """A browser in the state of a newly started one. The test fails on console errors, unless they are announced:

    @pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
    """
    reset_browser(shared_browser)
    yield shared_browser
    expected = [mark.args[0] for mark in request.node.iter_markers("console_error")]
    unexpected = [error for error in console_errors(shared_browser) if not any(part in error for part in expected)]
    assert not unexpected, "the console shows errors:\n" + "\n".join(unexpected)
