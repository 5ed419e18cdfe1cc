"""Fixtures of the whole-site tests: a served site, and a browser whose console must stay free of errors."""

import os
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests import chromium
from tests.site import serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address, without a slash at the end. TOPONAUT_SITE names one that is served already: the stack's."""
    if served := os.environ.get("TOPONAUT_SITE"):
        yield served
        return
    with serve(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def started_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One for all tests: starting and ending one takes as long as many a test."""
    driver = chromium.start(tmp_path_factory.mktemp("profile"))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def browser(request: pytest.FixtureRequest, started_browser: Chrome) -> Iterator[Chrome]:
    """A browser as if it had just been started. The test fails on a console error it did not announce:

    @pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
    """
    chromium.renew(started_browser)
    yield started_browser
    expected = [mark.args[0] for mark in request.node.iter_markers("console_error")]
    errors = chromium.console_errors(started_browser)
    unexpected = [error for error in errors if not any(part in error for part in expected)]
    assert not unexpected, "the console shows errors:\n" + "\n".join(unexpected)
