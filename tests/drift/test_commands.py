"""Commands, scripts, services and variables that the documents mention exist."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.drift.environment_variables import documented_variables
from tests.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
OPERATING_PAGE = (ROOT / "docs" / "operating.md").read_text()
MAKEFILE_TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/operating.md"]


def shown_commands(document: str) -> list[str]:
    """The lines of a document's shell blocks, and each `make …` in its text."""
    text = (ROOT / document).read_text()
    blocks = re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line] + re.findall(r"`((?:[A-Z]+=\S+ )*make [a-z-]+)`", text)


def make_targets(document: str) -> set[str]:
    found = (re.match(r"(?:[A-Z]+=\S+ )*make ([a-z-]+)", command) for command in shown_commands(document))
    return {match[1] for match in found if match}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_in_the_documents_exists(document: str) -> None:
    assert make_targets(document) <= MAKEFILE_TARGETS


def test_readme_shows_make_run_and_make_test() -> None:
    assert {"run", "test"} <= make_targets("README.md")


def test_ci_runs_make_test_and_make_drills() -> None:
    assert "\nmake test\nexec make drills\n" in (ROOT / ".ci" / "run").read_text()
    assert "bash .ci/run" in (ROOT / ".github" / "workflows" / "ci.yml").read_text()


@pytest.mark.parametrize("script", sorted(set(re.findall(r"scripts/(?:dev|stack|release|host)/[a-z_]+\.sh", MAKEFILE))))
def test_every_script_of_a_make_target_is_executable(script: str) -> None:
    assert os.access(Path(ROOT, script), os.X_OK)


@pytest.mark.parametrize("service", sorted(set(re.findall(r"SERVICE=([a-z0-9]+)", MAKEFILE + OPERATING_PAGE))))
def test_every_service_named_exists(service: str) -> None:
    assert re.search(rf"^  {service}:$", (ROOT / "compose.yaml").read_text(), re.MULTILINE)


def test_every_variable_in_operating_page_exists() -> None:
    named = set(re.findall(r"^\| `([A-Z0-9_]+)`", OPERATING_PAGE, re.MULTILINE))
    assert named
    assert named <= {name for _, name, _ in documented_variables()}


@pytest.mark.parametrize(("environment", "file"), [("production", "compose.yaml"), ("staging", "compose.staging.yaml")])
def test_project_names_are_those_of_the_scripts(environment: str, file: str) -> None:
    """scripts/lib/compose.sh knows them, because asking Compose takes half a second."""
    run = subprocess.run(
        ["bash", "-c", "source scripts/lib/compose.sh && project_name"],
        cwd=ROOT, env=os.environ | {"ENV": environment, "COMPOSE_PROJECT_NAME": ""},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert re.findall(r"^name: (.*)", (ROOT / file).read_text(), re.MULTILINE) == [run.stdout.strip()]
