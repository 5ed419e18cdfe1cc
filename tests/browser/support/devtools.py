"""Commands of Chrome's DevTools Protocol: connection, emulated phone, media preferences, touch, downloads."""

from pathlib import Path

from selenium.webdriver import Chrome

from tests.browser.support.waiting import wait_until

PHONE = (360, 740)  # pixels; the narrowest screen in common use
MAX_TOUCH_POINTS = 2

Point = tuple[float, float]


def go_offline(browser: Chrome) -> None:
    _set_network_conditions(browser, offline=True)
    wait_until(browser, lambda: browser.execute_script("return !navigator.onLine"))


def go_online(browser: Chrome) -> None:
    _set_network_conditions(browser, offline=False)


def _set_network_conditions(browser: Chrome, *, offline: bool) -> None:
    conditions = {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)


def block_requests(browser: Chrome, *addresses: str) -> None:
    """Make requests to these addresses (with * as a wildcard) fail. Call it without addresses to unblock all."""
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": list(addresses)})


def clear_cache(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})


def set_download_folder(browser: Chrome, folder: Path) -> None:
    """Save downloads in the folder without asking."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})


def emulate_phone(browser: Chrome, width: int = PHONE[0], height: int = PHONE[1]) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    touch = {"enabled": True, "maxTouchPoints": MAX_TOUCH_POINTS}
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", touch)


def set_media_preferences(browser: Chrome, **features: str) -> None:
    """set_media_preferences(browser, color_scheme="dark", reduced_motion="reduce")"""
    media = [{"name": f"prefers-{name.replace('_', '-')}", "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})


def disable_scripts(browser: Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})


def move_fingers(browser: Chrome, *steps: list[Point]) -> None:
    """Put fingers down at the first step's points, move them through the other steps, and lift them."""
    for kind, points in zip(["touchStart", *["touchMove"] * (len(steps) - 1), "touchEnd"], [*steps, []], strict=True):
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def tap(browser: Chrome, point: Point) -> None:
    """A tap with one finger: what the browser makes of it (a click, the mouse events before it) is real."""
    browser.execute_cdp_cmd("Input.synthesizeTapGesture", {"x": point[0], "y": point[1]})
