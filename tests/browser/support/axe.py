"""Runs axe-core, which finds faults that hinder people with a screen reader or weak eyes."""

from functools import cache
from typing import Any

from selenium.webdriver import Chrome

from tests.paths import WEB

AXE_FILE = WEB / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
REPORTED_IMPACTS = ("serious", "critical")

RUN_SCRIPT = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations), (error) => done([{
  id: String(error), impact: "critical", help: "axe did not run", nodes: [],
}]));
"""


@cache
def _axe_source() -> str:
    return AXE_FILE.read_text()


def axe_violations(browser: Chrome) -> list[str]:
    """The serious and critical violations on the page in its current state, each as one line."""
    browser.execute_script(_axe_source())
    browser.set_script_timeout(60)
    violations: list[dict[str, Any]] = browser.execute_async_script(RUN_SCRIPT)
    return [_one_line(violation) for violation in violations if violation["impact"] in REPORTED_IMPACTS]


def _one_line(violation: dict[str, Any]) -> str:
    elements = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['impact']} {violation['id']}: {violation['help']} at {elements}"
