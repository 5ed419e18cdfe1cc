"""Checks documents against the HTML standard with html-validate (tests/html_validator)."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from selenium.webdriver import Chrome

from tests.paths import ROOT

SCRIPT = ROOT / "scripts" / "dev" / "validate_html.sh"


def html_faults(folder: Path, documents: Mapping[str, str]) -> str:
    """The faults of these documents, empty if there are none. They are written into the folder under their names."""
    for name, document in documents.items():
        (folder / f"{name.replace('/', ' ')}.html").write_text(document)
    run = subprocess.run([SCRIPT, folder], capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def document_in(browser: Chrome) -> str:
    """The document as scripts have changed it."""
    return "<!doctype html>\n" + str(browser.execute_script("return document.documentElement.outerHTML"))
