"""Finds links and controls that are too small for a thumb, and pages that are wider than the screen."""

from selenium.webdriver import Chrome

MIN_TOUCH_TARGET_PX = 44

# Links inside a paragraph are as high as its lines and are not checked.
SMALL_TARGETS_SCRIPT = """
const small = [];
for (const element of document.querySelectorAll("a[href], button, input, select, summary, [role=tab]")) {
  const visible = element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  if (!visible || element.closest("p")) continue;
  // Rounded: the bottom sheet may lie between two pixels while it moves.
  const [width, height] = ["width", "height"].map((side) => Math.round(element.getBoundingClientRect()[side]));
  const name = element.getAttribute("aria-label") || element.textContent.trim() || element.id;
  if (width < arguments[0] || height < arguments[0]) small.push(`${name}: ${width} × ${height}`);
}
return small;
"""


def small_touch_targets(browser: Chrome) -> list[str]:
    """Name and size of each visible control that is narrower or shorter than the minimum."""
    targets: list[str] = browser.execute_script(SMALL_TARGETS_SCRIPT, MIN_TOUCH_TARGET_PX)
    return targets


def horizontal_overflow(browser: Chrome) -> int:
    """Pixels by which the page is wider than the window."""
    return int(browser.execute_script("return document.documentElement.scrollWidth - innerWidth"))
