"""What a person does to a browser outside of the page: pull the plug, turn the phone, prefer the dark."""

from pathlib import Path

from selenium.webdriver import Chrome

from tests.browser.waiting import until

PHONE = (360, 740)  # pixels; the narrowest screen in common use
FINGERS = 2

Point = tuple[float, float]


def go_offline(browser: Chrome) -> None:
    _conditions(browser, offline=True)
    until(browser, lambda: browser.execute_script("return !navigator.onLine"))


def go_online(browser: Chrome) -> None:
    _conditions(browser, offline=False)


def _conditions(browser: Chrome, *, offline: bool) -> None:
    conditions = {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)


def block(browser: Chrome, *addresses: str) -> None:
    """Let requests to these addresses (with * as a wildcard) fail; none lets all through again."""
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": list(addresses)})


def forget_cached(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})


def download_into(browser: Chrome, folder: Path) -> None:
    """Where files go that the page hands out; a browser without a window would ask."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})


def be_phone(browser: Chrome, width: int = PHONE[0], height: int = PHONE[1]) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    touch = {"enabled": True, "maxTouchPoints": FINGERS}
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", touch)


def prefer(browser: Chrome, **features: str) -> None:
    """prefer(browser, color_scheme="dark", reduced_motion="reduce")"""
    media = [{"name": f"prefers-{name.replace('_', '-')}", "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})


def disable_scripts(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})


def touch(browser: Chrome, *steps: list[Point]) -> None:
    """Put fingers down at the first step's points, move them through the others, and lift them."""
    for kind, points in zip(["touchStart", *["touchMove"] * (len(steps) - 1), "touchEnd"], [*steps, []], strict=True):
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
