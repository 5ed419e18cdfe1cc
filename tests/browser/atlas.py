"""The map of the quiz page, as a player sees it."""

from typing import NamedTuple

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.waiting import eventually, until

# Pixels of ink on the canvas of dots: how many, and the box around them in pixels of the window.
INK = """
const canvas = document.querySelector("canvas[data-dots]");
const { left, top } = canvas.getBoundingClientRect();
const ratio = canvas.width / canvas.clientWidth;
const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
let count = 0, x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
for (let i = 3; i < data.length; i += 4) {
  if (data[i] === 0) continue;
  const x = ((i - 3) / 4) % canvas.width, y = Math.floor((i - 3) / 4 / canvas.width);
  count += 1; x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y);
}
if (count === 0) return [0, 0, 0, 0, 0];
return [count, left + x0 / ratio, top + y0 / ratio, (x1 - x0 + 1) / ratio, (y1 - y0 + 1) / ratio];
"""

LAND_BOX = """
const { left, top, width } = document.querySelector(".map-land").getBoundingClientRect();
return [Math.round(left), Math.round(top), Math.round(width)];
"""


class Ink(NamedTuple):
    pixels: int
    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


class Atlas:
    """The map is drawn on a canvas: what it shows is read from its pixels, and what it holds from data-dots."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    @property
    def section(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "section[aria-label^='Map of']")

    @property
    def frame(self) -> WebElement:
        """What takes the keys."""
        return self.section.find_element(By.CSS_SELECTOR, "[role=application]")

    @property
    def dots(self) -> int | None:
        """Places on the map; None while it is being fetched."""
        canvas = self.section.find_elements(By.TAG_NAME, "canvas")
        number = canvas[0].get_attribute("data-dots") if canvas else None
        return None if number is None else int(number)

    def wait_for_dots(self, number: int) -> None:
        eventually(self.browser, lambda: self.dots, number)

    @property
    def ink(self) -> Ink:
        return Ink(*self.browser.execute_script(INK))

    def wait_for_ink(self) -> Ink:
        return until(self.browser, lambda: self.ink if self.ink.pixels else None)

    @property
    def land(self) -> tuple[int, int, int]:
        """Left, top and width of the land on the screen: it changes with every move and zoom."""
        left, top, width = self.browser.execute_script(LAND_BOX)
        return left, top, width

    @property
    def text(self) -> str:
        return self.section.text

    @property
    def label(self) -> str:
        """Name, region and people of the place that is ringed, a line each; empty while none is."""
        return self.section.find_element(By.CLASS_NAME, "map-label").text

    def wait_for_label(self, words: str) -> None:
        until(self.browser, lambda: words in self.label, f"the map never showed {words!r}")

    def wait_for_no_label(self) -> None:
        eventually(self.browser, lambda: self.label, "")

    def press(self, label: str) -> None:
        """Press one of the buttons: "Zoom in", "Zoom out", "Show the whole map"."""
        self.section.find_element(By.CSS_SELECTOR, f"button[aria-label='{label}']").click()

    def hover(self, x: float, y: float) -> None:
        """Bring the mouse to a point of the window."""
        pointer = ActionChains(self.browser, duration=50)
        pointer.w3c_actions.pointer_action.move_to_location(round(x), round(y))  # type: ignore[no-untyped-call]
        pointer.perform()
