"""Starts and resets Debian's Chromium, controlled by Selenium.

It is the headless shell: Chromium's engine without the windows, menus and services around it, which took a third of the
processor time of the browser tests. Where only the whole browser is installed, the tests use that.
"""

import shutil
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

WINDOW_SIZE = (1280, 800)  # pixels

SWITCHES = (
    "--no-sandbox",  # Chromium's sandbox does not work for root, and CI runs as root
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    # The browser must not use the network or the processor for anything but the tests.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def start_chromium(profile: Path) -> webdriver.Chrome:
    """A new browser with an empty profile: no stored progress, an empty cache."""
    driver, options = shutil.which("chromedriver"), installed_browser()
    if not (driver and options):
        raise RuntimeError("The browser tests need chromium and chromedriver; `make test` installs them on Debian.")
    for switch in (*SWITCHES, f"--user-data-dir={profile}", f"--window-size={WINDOW_SIZE[0]},{WINDOW_SIZE[1]}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def installed_browser() -> Options | None:
    options = Options()
    if shell := shutil.which("chromium-headless-shell"):
        options.binary_location = shell
        options.set_capability("browserName", "chrome-headless-shell")  # chromedriver starts it in another way
    elif browser := shutil.which("chromium"):
        options.binary_location = browser
        options.add_argument("--headless=new")
    else:
        return None
    return options


def reset_browser(browser: webdriver.Chrome) -> None:
    """Leave one empty window; clear storage, cache, permissions and the console's errors.

    Closing a window also ends what was emulated in it: a phone, the dark theme, a lost connection.
    """
    old_windows = browser.window_handles
    browser.switch_to.new_window("tab")
    new_window = browser.current_window_handle
    for handle in old_windows:
        browser.switch_to.window(handle)
        browser.close()
    browser.switch_to.window(new_window)
    browser.set_window_size(*WINDOW_SIZE)
    browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.execute_cdp_cmd("Browser.resetPermissions", {})
    console_errors(browser)


def console_errors(browser: webdriver.Chrome) -> list[str]:
    """The errors in the console, oldest first. Reading them also removes them."""
    entries: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]
