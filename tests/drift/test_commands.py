"""The commands that the documents show are ones that exist."""

import os
import re
from pathlib import Path

import pytest

from tests.drift.variables import documented
from tests.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
OPERATING = (ROOT / "docs" / "operating.md").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/operating.md"]


def commands(document: str) -> list[str]:
    """The lines of a document's shell blocks, and its `make …` in running text."""
    text = (ROOT / document).read_text()
    blocks = re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line] + re.findall(r"`((?:[A-Z]+=\S+ )*make [a-z-]+)`", text)


def targets(document: str) -> set[str]:
    found = (re.match(r"(?:[A-Z]+=\S+ )*make ([a-z-]+)", command) for command in commands(document))
    return {match[1] for match in found if match}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_in_the_documents_exists(document: str) -> None:
    assert targets(document) <= TARGETS


def test_the_readme_shows_the_two_commands() -> None:
    assert {"run", "test"} <= targets("README.md")


def test_ci_runs_the_readmes_test_command() -> None:
    assert "\nmake test\nexec make drills\n" in (ROOT / ".ci" / "run").read_text()
    assert "bash .ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text()


@pytest.mark.parametrize("script", sorted(set(re.findall(r"scripts/(?:dev|stack|release)/[a-z_]+\.sh", MAKEFILE))))
def test_every_make_target_has_its_script(script: str) -> None:
    assert os.access(Path(ROOT, script), os.X_OK)


@pytest.mark.parametrize("service", sorted(set(re.findall(r"SERVICE=([a-z0-9]+)", MAKEFILE + OPERATING))))
def test_every_service_shown_exists(service: str) -> None:
    assert re.search(rf"^  {service}:$", (ROOT / "compose.yaml").read_text(), re.MULTILINE)


def test_operating_page_explains_existing_variables() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)`", OPERATING, re.MULTILINE))
    assert named
    assert named <= {name for _, name, _ in documented()}
