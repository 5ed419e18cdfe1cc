"""Paths, links and tests that the documents mention exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT, WEB

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
# The changelog is not checked, because it names old paths too.
TOP_DOCUMENTS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")]
DOCUMENTS = [*TOP_DOCUMENTS, *sorted((ROOT / "docs").glob("*.md")), *DECISIONS]

SEARCH_FOLDERS = (ROOT, WEB, WEB / "frontend" / "src")
FOLDERS = sorted(folder.name for parent in SEARCH_FOLDERS for folder in parent.iterdir() if folder.is_dir())
PATH_PATTERN = re.compile(rf"`((?:{'|'.join(map(re.escape, FOLDERS))})/(?:[\w./-]*(?:\.\w+|/))?)`")
LINK_PATTERN = re.compile(r"\]\(([^):#]+)\)")
TEST_PATTERN = re.compile(r"`(?:[\w/]+/)?(test_\w+)`")


def relative_path(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative_path)
def test_every_path_named_exists(document: Path) -> None:
    paths = PATH_PATTERN.findall(document.read_text())
    assert [path for path in paths if not any((parent / path).exists() for parent in SEARCH_FOLDERS)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative_path)
def test_every_linked_file_exists(document: Path) -> None:
    links = LINK_PATTERN.findall(document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_test_named_in_faults_exists() -> None:
    named = set(TEST_PATTERN.findall((ROOT / "docs" / "faults.md").read_text()))
    folders = (ROOT / "tests", ROOT / "nginx", ROOT / "monitor", ROOT / "backup", WEB / "dashboard", WEB / "reports")
    assert named
    assert named <= {file.stem for folder in folders for file in folder.rglob("test_*.py")}


def paths_in_code_map() -> Iterator[Path]:
    """The paths in the first column of ARCHITECTURE.md's map of the code. Two spaces of indentation are one level."""
    block = (ROOT / "ARCHITECTURE.md").read_text().split("```")[1]
    parents = [ROOT]
    for line in block.strip().splitlines():
        level = (len(line) - len(line.lstrip())) // 2
        names = re.split(r" {2,}", line.strip())[0].split(", ")
        yield from (parents[level] / name for name in names)
        parents[level + 1 :] = [parents[level] / names[0]]


def test_every_path_in_the_map_of_the_code_exists() -> None:
    assert [path for path in paths_in_code_map() if not path.exists()] == []


def test_architecture_lists_every_decision() -> None:
    links = LINK_PATTERN.findall((ROOT / "ARCHITECTURE.md").read_text())
    assert sorted(link for link in links if link.startswith("docs/decisions/")) == list(map(relative_path, DECISIONS))


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
