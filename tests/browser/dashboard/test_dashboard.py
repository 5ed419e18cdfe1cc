"""The operators' dashboard with a year of sample data: its values equal those in the files."""

import csv
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.dashboard_page import DashboardPage
from tests.browser.support import devtools
from tests.browser.support.axe import axe_violations
from tests.browser.support.html_validator import document_in, html_faults
from tests.browser.support.small_screen_checks import horizontal_overflow, small_touch_targets
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = [pytest.mark.browser, pytest.mark.own_site]


def rows_of_last_days(sample_year: Path, days: int) -> list[dict[str, str]]:
    """The rows of the last `days` days, read straight from the files."""
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    first = f"{end - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
    rows = [
        row
        for file in sorted(sample_year.glob("monitor/hours-*.csv"))
        for row in csv.DictReader(file.read_text().splitlines())
    ]
    return [row for row in rows if row["hour"] >= first]


def total(rows: list[dict[str, str]], column: str) -> float:
    return sum(float(row[column]) for row in rows)


@pytest.mark.parametrize(("span", "days"), [("Day", 1), ("Week", 7), ("Month", 31), ("Year", 366)])
def test_every_time_span_shows_the_values_of_the_files(
    dashboard: DashboardPage, sample_year: Path, span: str, days: int
) -> None:
    dashboard.press(span)
    rows = rows_of_last_days(sample_year, days)
    assert len(rows) >= 23 * min(days, 365)
    for chart, column in (("requests", "requests"), ("visitors", "visitors"), ("status_5xx", "status_5xx")):
        assert dashboard.chart_value(chart) == total(rows, column)
    p95 = sum(float(row["request_p95_ms"]) * float(row["requests"]) for row in rows) / total(rows, "requests")
    assert dashboard.chart_value("request_p95_ms") == pytest.approx(p95, abs=0.56)
    hit_rate = 100 * total(rows, "cache_hits") / total(rows, "cache_lookups")
    assert dashboard.chart_value("hit_rate") == pytest.approx(hit_rate, abs=0.06)


def test_the_table_of_a_chart_lists_every_hour(dashboard: DashboardPage, sample_year: Path) -> None:
    dashboard.press("Day")
    shown = [float(row[1].replace(",", "")) for row in dashboard.table_rows("requests")]
    assert shown == [float(row["requests"]) for row in reversed(rows_of_last_days(sample_year, 1))]


def test_load_times_of_page_and_year_are_printed(dashboard: DashboardPage, browser: Chrome) -> None:
    dashboard.press("Year")  # fills the cache of whole months
    dashboard.open()
    dashboard.wait_until_drawn()
    timing = browser.execute_script("return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    started = time.monotonic()
    dashboard.press("Year")
    print(f"the page: {timing:.0f} ms; a year's charts: {(time.monotonic() - started) * 1000:.0f} ms")
    assert "by the day" in dashboard.time_span


def test_the_mouse_shows_the_same_hour_on_every_chart(dashboard: DashboardPage, browser: Chrome) -> None:
    before = dashboard.chart_heading("requests")
    ActionChains(browser).move_to_element(dashboard.plot("requests")).perform()
    wait_until(browser, lambda: dashboard.chart_heading("requests") != before)
    when = dashboard.chart_heading("requests").split(" ", 1)[1]
    assert re.search(r"\d\d:00–\d\d:00$", when)
    assert dashboard.chart_heading("visitors").endswith(when)
    shown = {row[0]: row[1] for row in dashboard.table_rows("requests")}
    ActionChains(browser).move_to_element(dashboard.plot("requests")).perform()
    assert shown[when] == dashboard.chart_heading("requests").split(" ", 1)[0]


def test_a_drag_zooms_in_and_week_zooms_out(dashboard: DashboardPage, browser: Chrome) -> None:
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


def test_charts_work_with_the_keyboard(dashboard: DashboardPage, browser: Chrome) -> None:
    plot = dashboard.plot("requests")
    browser.execute_script("arguments[0].focus()", plot)
    newest, previous = (row[1] for row in dashboard.table_rows("requests")[:2])
    browser.execute_script("arguments[0].focus()", plot)
    ActionChains(browser).send_keys(Keys.ARROW_LEFT).perform()
    wait_until(browser, lambda: dashboard.chart_heading("requests").startswith(newest))
    ActionChains(browser).send_keys(Keys.ARROW_LEFT).perform()
    wait_until(browser, lambda: dashboard.chart_heading("requests").startswith(previous))
    assert str(plot.get_attribute("aria-valuetext")).startswith(previous)
    span = dashboard.time_span
    ActionChains(browser).send_keys("+").perform()
    wait_until(browser, lambda: dashboard.time_span != span)
    ActionChains(browser).send_keys("0").perform()
    wait_until(browser, lambda: dashboard.time_span == span)


def test_status_backup_releases_and_errors_are_shown(dashboard: DashboardPage) -> None:
    page_text = dashboard.text
    for text in (
        "No alerts, and all data is current.", "/quizzes/world", "news.ycombinator.com",
        "https://toponaut.example/", "answered 503", "certificate for 89 more days",
        "1,428,113 rows, 60,212 plays", "v1.8.0", "readyz answered 503 for 90 s",
        "a saved play names places that no data has",
    ):  # fmt: skip
        assert text in page_text, text


def test_errors_are_grouped_and_show_their_stack(dashboard: DashboardPage, browser: Chrome) -> None:
    first = browser.find_element(By.CSS_SELECTOR, ".errors details")
    assert first.text.startswith("15\nTypeError: undefined is not an object")
    first.find_element(By.TAG_NAME, "summary").click()
    wait_until_equal(browser, lambda: "src/map/image/place-labels.ts:61:20" in first.text, True)


def test_the_last_day_is_a_table_without_javascript(
    dashboard: DashboardPage, browser: Chrome, sample_year: Path
) -> None:
    devtools.disable_scripts(browser)
    dashboard.open()
    cells = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "#charts .sum td")]
    assert float(cells[0].replace(",", "")) == total(rows_of_last_days(sample_year, 1), "requests")
    assert "/quizzes/world" in dashboard.text


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_no_violations(
    dashboard_page: DashboardPage, browser: Chrome, session: str, theme: str, size: str
) -> None:
    devtools.set_media_preferences(browser, color_scheme=theme, reduced_motion="reduce")
    if size == "phone":
        devtools.emulate_phone(browser)
    dashboard_page.open()
    assert axe_violations(browser) == []
    dashboard_page.open_with_session(session)
    browser.execute_script("for (const details of document.querySelectorAll('details')) details.open = true")
    assert axe_violations(browser) == []


def test_page_is_valid_html(dashboard: DashboardPage, browser: Chrome, tmp_path: Path) -> None:
    browser.execute_script("for (const details of document.querySelectorAll('details')) details.open = true")
    assert html_faults(tmp_path, {"dashboard": document_in(browser)}) == ""


def test_the_page_fits_a_phone_and_a_thumb(dashboard_page: DashboardPage, browser: Chrome, session: str) -> None:
    devtools.emulate_phone(browser)
    dashboard_page.open()
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)
    dashboard_page.open_with_session(session)
    assert (small_touch_targets(browser), horizontal_overflow(browser)) == ([], 0)
    dashboard_page.press("Year")
    assert horizontal_overflow(browser) == 0
