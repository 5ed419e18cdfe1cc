"""The operators' page, with a year of hours behind it: its figures are those of the files, by every way to them."""

import csv
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.dashboard_page import DashboardPage, create_operator
from tests.browser.support import devtools
from tests.browser.support.axe import axe_violations
from tests.browser.support.touch_targets import horizontal_overflow, small_touch_targets
from tests.browser.support.waiting import wait_until, wait_until_equal
from tests.chromium import start_chromium
from tests.dashboard_sample_data import environment_for, write_sample_year
from tests.site_server import serve_site

pytestmark = [pytest.mark.browser, pytest.mark.own_site]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    write_sample_year(folder, datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, year: Path) -> Iterator[tuple[str, Path]]:
    """A site of its own with that year and an operator."""
    folder = tmp_path_factory.mktemp("site")
    with serve_site(folder, **environment_for(year)) as address:
        create_operator(folder, "ada")
        yield address, folder


@pytest.fixture
def dashboard_page(browser: Chrome, served: tuple[str, Path]) -> DashboardPage:
    return DashboardPage(browser, served[0])


@pytest.fixture(scope="module")
def session(served: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of an operator who signed in once: were it for each test, they would be told to wait."""
    driver = start_chromium(tmp_path_factory.mktemp("profile"))
    try:
        DashboardPage(driver, served[0]).sign_in("ada")
        return str((driver.get_cookie("sessionid") or {})["value"])
    finally:
        driver.quit()


@pytest.fixture
def dashboard(dashboard_page: DashboardPage, session: str) -> DashboardPage:
    dashboard_page.open_with_session(session)
    return dashboard_page


def hours(year: Path, days: int) -> list[dict[str, str]]:
    """The rows of the last days up to now, read by themselves."""
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    first = f"{end - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
    rows = [
        row
        for file in sorted(year.glob("monitor/hours-*.csv"))
        for row in csv.DictReader(file.read_text().splitlines())
    ]
    return [row for row in rows if row["hour"] >= first]


def total(rows: list[dict[str, str]], column: str) -> float:
    return sum(float(row[column]) for row in rows)


@pytest.mark.parametrize(("span", "days"), [("Day", 1), ("Week", 7), ("Month", 31), ("Year", 366)])
def test_every_span_shows_the_files_figures(dashboard: DashboardPage, year: Path, span: str, days: int) -> None:
    dashboard.press(span)
    rows = hours(year, days)
    assert len(rows) >= 23 * min(days, 365)
    for chart, column in (("requests", "requests"), ("visitors", "visitors"), ("status_5xx", "status_5xx")):
        assert dashboard.chart_value(chart) == total(rows, column)
    p95 = sum(float(row["request_p95_ms"]) * float(row["requests"]) for row in rows) / total(rows, "requests")
    assert dashboard.chart_value("request_p95_ms") == pytest.approx(p95, abs=0.56)
    hit_rate = 100 * total(rows, "cache_hits") / total(rows, "cache_lookups")
    assert dashboard.chart_value("hit_rate") == pytest.approx(hit_rate, abs=0.06)


def test_the_table_of_a_chart_has_the_hours_one_by_one(dashboard: DashboardPage, year: Path) -> None:
    dashboard.press("Day")
    shown = [float(row[1].replace(",", "")) for row in dashboard.table_rows("requests")]
    assert shown == [float(row["requests"]) for row in reversed(hours(year, 1))]


def test_how_long_the_page_and_a_year_take(dashboard: DashboardPage, browser: Chrome) -> None:
    dashboard.press("Year")  # what whole months come to is kept from now on
    dashboard.open()
    dashboard.wait_until_drawn()
    timing = browser.execute_script("return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    started = time.monotonic()
    dashboard.press("Year")
    print(f"the page: {timing:.0f} ms; a year's charts: {(time.monotonic() - started) * 1000:.0f} ms")
    assert "by the day" in dashboard.time_span


def test_the_pointer_shows_a_value_on_every_chart(dashboard: DashboardPage, browser: Chrome) -> None:
    before = dashboard.chart_heading("requests")
    ActionChains(browser).move_to_element(dashboard.plot("requests")).perform()
    wait_until(browser, lambda: dashboard.chart_heading("requests") != before)
    when = dashboard.chart_heading("requests").split(" ", 1)[1]
    assert re.search(r"\d\d:00–\d\d:00$", when)
    assert dashboard.chart_heading("visitors").endswith(when)
    shown = {row[0]: row[1] for row in dashboard.table_rows("requests")}
    ActionChains(browser).move_to_element(dashboard.plot("requests")).perform()
    assert shown[when] == dashboard.chart_heading("requests").split(" ", 1)[0]


def test_a_drag_zooms_in_and_the_week_comes_back(dashboard: DashboardPage, browser: Chrome) -> None:
    week = dashboard.time_span
    plot = dashboard.plot("requests")
    chain = ActionChains(browser).move_to_element_with_offset(plot, -60, 0).click_and_hold()
    chain.move_by_offset(90, 0).release().perform()
    wait_until(browser, lambda: dashboard.time_span != week)
    dashboard.wait_until_drawn()
    assert len(dashboard.table_rows("requests")) < 7 * 24 / 2
    assert not browser.find_elements(By.CSS_SELECTOR, ".spans [aria-pressed=true]")
    dashboard.press("Week")
    assert dashboard.time_span == week


def test_it_works_by_keyboard_alone(dashboard: DashboardPage, browser: Chrome) -> None:
    plot = dashboard.plot("requests")
    browser.execute_script("arguments[0].focus()", plot)
    newest, before = (row[1] for row in dashboard.table_rows("requests")[:2])
    browser.execute_script("arguments[0].focus()", plot)
    ActionChains(browser).send_keys(Keys.ARROW_LEFT).perform()
    wait_until(browser, lambda: dashboard.chart_heading("requests").startswith(newest))
    ActionChains(browser).send_keys(Keys.ARROW_LEFT).perform()
    wait_until(browser, lambda: dashboard.chart_heading("requests").startswith(before))
    assert str(plot.get_attribute("aria-valuetext")).startswith(before)
    span = dashboard.time_span
    ActionChains(browser).send_keys("+").perform()
    wait_until(browser, lambda: dashboard.time_span != span)
    ActionChains(browser).send_keys("0").perform()
    wait_until(browser, lambda: dashboard.time_span == span)


def test_everything_else_is_there(dashboard: DashboardPage) -> None:
    text = dashboard.text
    for words in (
        "No alerts, and all data is current.", "/quizzes/world", "news.ycombinator.com",
        "https://toponaut.example/", "answered 503", "certificate for 89 more days",
        "1,428,113 rows, 60,212 plays", "v1.8.0", "readyz answered 503 for 90 s",
        "a saved play names places that no data has",
    ):  # fmt: skip
        assert words in text, words


def test_errors_are_grouped_and_open_to_their_stack(dashboard: DashboardPage, browser: Chrome) -> None:
    first = browser.find_element(By.CSS_SELECTOR, ".errors details")
    assert first.text.startswith("15\nTypeError: undefined is not an object")
    first.find_element(By.TAG_NAME, "summary").click()
    wait_until_equal(browser, lambda: "src/map/image/place-labels.ts:61:20" in first.text, True)


@pytest.mark.console_error("403")
def test_wrong_words_are_refused_and_signing_out_ends_it(dashboard_page: DashboardPage, browser: Chrome) -> None:
    dashboard_page.sign_in("ada", "wrong words")
    assert "or the one-time code is wrong" in dashboard_page.text
    dashboard_page.sign_in("ada")
    dashboard_page.wait_until_drawn()
    browser.find_element(By.XPATH, "//button[.='Sign out']").click()
    wait_until(browser, lambda: "Sign in" in dashboard_page.text)
    dashboard_page.open()
    assert browser.current_url.endswith("/dashboard/login")
    assert [cookie["path"] for cookie in browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"]] == [
        "/dashboard/"
    ]


def test_a_one_time_code_is_asked_for(dashboard_page: DashboardPage, browser: Chrome, served: tuple[str, Path]) -> None:
    said = create_operator(served[1], "grace", "--totp")
    found = re.search(r"secret=([A-Z2-7]+)", said)
    assert found
    dashboard_page.sign_in("grace", code=pyotp.TOTP(found[1]).now())
    dashboard_page.wait_until_drawn()
    assert browser.current_url.endswith("/dashboard/")


@pytest.mark.console_error("40")
@pytest.mark.console_error("429")
def test_too_many_tries_are_told_to_wait(dashboard_page: DashboardPage, browser: Chrome) -> None:
    for _ in range(30):  # two workers, each with a count of its own, as without Redis
        dashboard_page.sign_in("eve", "wrong words")
        if "Too many tries" in dashboard_page.text:
            break
    assert re.search(r"Too many tries\. Wait \d+ minutes?, then try again\.", dashboard_page.text)


@pytest.mark.console_error("403")
def test_who_was_signed_out_meanwhile_is_told(dashboard: DashboardPage, browser: Chrome) -> None:
    browser.delete_all_cookies()
    dashboard.press("Month")
    wait_until_equal(browser, lambda: dashboard.time_span, "You are signed out. Sign in again at /dashboard/login.")


def test_no_cookie_goes_to_any_other_page(dashboard: DashboardPage, browser: Chrome) -> None:
    browser.get(f"{dashboard.site_url}/privacy")
    assert browser.get_cookies() == []


def test_without_javascript_the_last_day_is_a_table(dashboard: DashboardPage, browser: Chrome, year: Path) -> None:
    devtools.disable_scripts(browser)
    dashboard.open()
    cells = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "#charts .sum td")]
    assert float(cells[0].replace(",", "")) == total(hours(year, 1), "requests")
    assert "/quizzes/world" in dashboard.text


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_nothing_that_weak_eyes_stumble_over(
    dashboard_page: DashboardPage, browser: Chrome, session: str, theme: str, size: str
) -> None:
    devtools.set_media_preferences(browser, color_scheme=theme, reduced_motion="reduce")
    if size == "phone":
        devtools.emulate_phone(browser)
    dashboard_page.open()
    assert axe_violations(browser) == []
    dashboard_page.open_with_session(session)
    browser.execute_script("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert axe_violations(browser) == []


def test_a_phone_has_room_for_it_and_thumbs_too(dashboard_page: DashboardPage, browser: Chrome, session: str) -> None:
    devtools.emulate_phone(browser)
    dashboard_page.open()
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)
    dashboard_page.open_with_session(session)
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)
    dashboard_page.press("Year")
    assert horizontal_overflow(browser) == 0
