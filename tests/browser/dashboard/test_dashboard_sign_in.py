"""Operators sign in with a password and a one-time code, and sign out."""

import re
from pathlib import Path

import pyotp
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.pages.dashboard_page import DashboardPage, create_operator
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = [pytest.mark.browser, pytest.mark.own_site]


@pytest.mark.console_error("403")
def test_a_signed_out_operator_is_told_to_sign_in(dashboard: DashboardPage, browser: Chrome) -> None:
    browser.delete_all_cookies()
    dashboard.press("Month")
    wait_until_equal(browser, lambda: dashboard.time_span, "You are signed out. Sign in again at /dashboard/login.")


def test_other_pages_receive_no_cookie(dashboard: DashboardPage, browser: Chrome) -> None:
    browser.get(f"{dashboard.site_url}/privacy")
    assert browser.get_cookies() == []


@pytest.mark.console_error("403")
def test_a_wrong_password_is_refused_and_sign_out_ends_the_session(
    dashboard_page: DashboardPage, browser: Chrome
) -> None:
    dashboard_page.sign_in("ada", "wrong password")
    assert "or the one-time code is wrong" in dashboard_page.text
    dashboard_page.sign_in("ada")
    dashboard_page.wait_until_drawn()
    browser.find_element(By.XPATH, "//button[.='Sign out']").click()
    wait_until(browser, lambda: "Sign in" in dashboard_page.text)
    dashboard_page.open()
    assert browser.current_url.endswith("/dashboard/login")
    left = {cookie["name"]: cookie["path"] for cookie in browser.execute_cdp_cmd("Storage.getCookies", {})["cookies"]}
    assert left == {"csrftoken": "/dashboard/", "operator_device": "/dashboard/"}


def test_an_operator_signs_in_with_a_one_time_code(
    dashboard_page: DashboardPage, browser: Chrome, site_and_folder: tuple[str, Path]
) -> None:
    output = create_operator(site_and_folder[1], "grace", "--totp")
    found = re.search(r"secret=([A-Z2-7]+)", output)
    assert found
    dashboard_page.sign_in("grace", code=pyotp.TOTP(found[1]).now())
    dashboard_page.wait_until_drawn()
    assert browser.current_url.endswith("/dashboard/")


@pytest.mark.console_error("40")
@pytest.mark.console_error("429")
def test_too_many_attempts_must_wait(dashboard_page: DashboardPage, browser: Chrome) -> None:
    for _ in range(12):
        dashboard_page.sign_in("eve", "wrong password")
        if "Too many tries" in dashboard_page.text:
            break
    assert re.search(r"Too many tries\. Wait \d+ minutes?, then try again\.", dashboard_page.text)
