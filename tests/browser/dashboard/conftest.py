"""Fixtures of the dashboard's tests: a site with a year of sample data, and a signed-in operator."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.dashboard_page import DashboardPage, create_operator
from tests.chromium import start_chromium
from tests.dashboard_sample_data import environment_for, write_sample_year
from tests.site_server import serve_site


@pytest.fixture(scope="session")
def sample_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    write_sample_year(folder, datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
    return folder


@pytest.fixture(scope="module")
def site_and_folder(tmp_path_factory: pytest.TempPathFactory, sample_year: Path) -> Iterator[tuple[str, Path]]:
    """Address and folder of a separate site with the year of data and one operator."""
    folder = tmp_path_factory.mktemp("site")
    with serve_site(folder, **environment_for(sample_year)) as address:
        create_operator(folder, "ada")
        yield address, folder


@pytest.fixture
def dashboard_page(browser: Chrome, site_and_folder: tuple[str, Path]) -> DashboardPage:
    return DashboardPage(browser, site_and_folder[0])


@pytest.fixture(scope="module")
def session(site_and_folder: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The session of an operator who signed in. It is shared: a sign-in per test would exceed the limit on attempts."""
    driver = start_chromium(tmp_path_factory.mktemp("profile"))
    try:
        DashboardPage(driver, site_and_folder[0]).sign_in("ada")
        return str((driver.get_cookie("sessionid") or {})["value"])
    finally:
        driver.quit()


@pytest.fixture
def dashboard(dashboard_page: DashboardPage, session: str) -> DashboardPage:
    dashboard_page.open_with_session(session)
    return dashboard_page
