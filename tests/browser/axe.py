"""axe-core finds what a screen reader or weak eyes would stumble over."""

from functools import cache
from typing import Any

from selenium.webdriver import Chrome

from tests.paths import WEB

SOURCE = WEB / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SEVERE = ("serious", "critical")

RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations), (error) => done([{
  id: String(error), impact: "critical", help: "axe did not run", nodes: [],
}]));
"""


@cache
def _source() -> str:
    return SOURCE.read_text()


def violations(browser: Chrome) -> list[str]:
    """The serious and critical ones on the page as it is, a line each."""
    browser.execute_script(_source())
    browser.set_script_timeout(60)
    found: list[dict[str, Any]] = browser.execute_async_script(RUN)
    return [_line(violation) for violation in found if violation["impact"] in SEVERE]


def _line(violation: dict[str, Any]) -> str:
    where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['impact']} {violation['id']}: {violation['help']} at {where}"
