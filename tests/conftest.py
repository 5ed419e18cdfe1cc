"""Fixtures of the whole-site tests: a served site, and a browser whose console must stay free of errors."""

import os
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture
def browser(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Chrome]:
    """A browser with an empty profile. The test fails on a console error it did not announce:

    @pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
    """
    driver = chromium.start(tmp_path / "profile")
    try:
        yield driver
        expected = [mark.args[0] for mark in request.node.iter_markers("console_error")]
        errors = chromium.console_errors(driver)
        unexpected = [error for error in errors if not any(part in error for part in expected)]
        assert not unexpected, "the console shows errors:\n" + "\n".join(unexpected)
    finally:
        driver.quit()
