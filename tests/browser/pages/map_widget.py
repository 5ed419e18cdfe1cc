"""Page object of the interactive map, which the quiz page and the page of a saved play both show."""

from typing import NamedTuple

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.waiting import wait_until, wait_until_equal

# Counts the pixels of the dots' canvas that are drawn on, and computes the box around them in pixels of the window.
DRAWN_AREA_SCRIPT = """
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

LAND_BOX_SCRIPT = """
const { left, top, width } = document.querySelector(".map-land").getBoundingClientRect();
return [Math.round(left), Math.round(top), Math.round(width)];
"""


class DrawnArea(NamedTuple):
    """The pixels that all dots cover together, and the box around them."""

    pixel_count: int
    left: float
    top: float
    width: float
    height: float

    @property
    def center(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


class LandBox(NamedTuple):
    left: int
    top: int
    width: int


class MapWidget:
    """The dots are drawn on a canvas: tests read them from its pixels, and their number from data-dots."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    @property
    def element(self) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, "section[aria-label^='Map of']")

    @property
    def viewport(self) -> WebElement:
        """The part that shows the map and handles keys."""
        return self.element.find_element(By.CSS_SELECTOR, "[role=application]")

    @property
    def dot_count(self) -> int | None:
        """Places on the map; None while the map is loading."""
        canvas = self.element.find_elements(By.TAG_NAME, "canvas")
        number = canvas[0].get_attribute("data-dots") if canvas else None
        return None if number is None else int(number)

    def wait_for_dots(self, count: int) -> None:
        wait_until_equal(self.browser, lambda: self.dot_count, count)

    @property
    def drawn_area(self) -> DrawnArea:
        return DrawnArea(*self.browser.execute_script(DRAWN_AREA_SCRIPT))

    def wait_for_drawn_area(self) -> DrawnArea:
        return wait_until(self.browser, lambda: self.drawn_area if self.drawn_area.pixel_count else None)

    @property
    def land_box(self) -> LandBox:
        """Position and width of the land on the screen, in pixels. Every move and zoom changes them."""
        return LandBox(*self.browser.execute_script(LAND_BOX_SCRIPT))

    @property
    def text(self) -> str:
        return self.element.text

    @property
    def label(self) -> str:
        """Name, region and population of the highlighted place, one per line; empty if no place is highlighted."""
        return self.element.find_element(By.CLASS_NAME, "map-label").text

    def wait_for_label(self, text: str) -> None:
        wait_until(self.browser, lambda: text in self.label, f"the map never showed {text!r}")

    def wait_for_no_label(self) -> None:
        wait_until_equal(self.browser, lambda: self.label, "")

    def press(self, label: str) -> None:
        """Press one of the buttons: "Zoom in", "Zoom out", "Show the whole map"."""
        self.element.find_element(By.CSS_SELECTOR, f"button[aria-label='{label}']").click()

    def move_mouse_to(self, x: float, y: float) -> None:
        """`x`, `y`: pixels of the window."""
        pointer = ActionChains(self.browser, duration=50)
        pointer.w3c_actions.pointer_action.move_to_location(round(x), round(y))  # type: ignore[no-untyped-call]
        pointer.perform()
