"""Debian's Chromium, driven by Selenium."""

import shutil
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

WIDE = (1280, 800)  # pixels

SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # Chromium refuses its sandbox to root, and CI is root
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    # Nothing but the tests may use the network or the processor.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def start(profile: Path) -> webdriver.Chrome:
    """A new browser with an empty profile: no progress saved, nothing cached."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (browser and driver):
        raise RuntimeError("The browser tests need chromium and chromedriver; `make test` installs them on Debian.")
    options = Options()
    options.binary_location = browser
    for switch in (*SWITCHES, f"--user-data-dir={profile}", f"--window-size={WIDE[0]},{WIDE[1]}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def renew(browser: webdriver.Chrome) -> None:
    """One empty window, nothing stored by any site, nothing cached, nothing allowed, no errors in the console.

    What a test has let the browser pretend (a phone, the dark, no network) ends with its windows.
    """
    before = browser.window_handles
    browser.switch_to.new_window("tab")
    here = browser.current_window_handle
    for handle in before:
        browser.switch_to.window(handle)
        browser.close()
    browser.switch_to.window(here)
    browser.set_window_size(*WIDE)
    browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.execute_cdp_cmd("Browser.resetPermissions", {})
    console_errors(browser)


def console_errors(browser: webdriver.Chrome) -> list[str]:
    """The errors the console shows, oldest first; reading them empties the list."""
    entries: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]
