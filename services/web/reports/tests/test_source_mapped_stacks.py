"""Frames of this release's scripts are mapped to our sources; other frames are left unmapped."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from pytest_django import Settings

from reports.source_mapped_stacks import MAX_FRAMES, map_stack
from reports.source_maps import SourcePosition, source_position

# Line 1: columns 0 and 9 are src/a.ts 1:1 and 3:5; from 12 on it is the bundler's code. Line 3: column 4 is
# src/b.ts 10:3.
MAP = {"version": 3, "sources": ["webpack://toponaut/./src/a.ts", "webpack://toponaut/./src/b.ts"], "names": ["f"],
       "mappings": "AAAA,SAEIA,G;;ICOF"}  # fmt: skip


@pytest.fixture(autouse=True)
def _source_map(tmp_path: Path, settings: Settings) -> None:
    settings.SOURCE_MAPS_DIR = tmp_path
    (tmp_path / "quiz.js.map").write_text(json.dumps(MAP))


@pytest.mark.parametrize(
    ("line", "column", "found"),
    [
        (1, 1, ("src/a.ts", 1, 1)),
        (1, 9, ("src/a.ts", 1, 1)),
        (1, 10, ("src/a.ts", 3, 5)),
        (1, 12, ("src/a.ts", 3, 5)),
        (1, 13, None),
        (1, 9999, None),
        (2, 1, None),
        (3, 4, None),
        (3, 5, ("src/b.ts", 10, 3)),
        (4, 1, None),
    ],
)
def test_source_of_a_built_position(line: int, column: int, found: tuple[str, int, int] | None) -> None:
    expected = SourcePosition(f"webpack://toponaut/./{found[0]}", found[1], found[2]) if found else None
    assert source_position(MAP, line, column) == expected


def test_stacks_of_chrome_and_firefox_are_mapped() -> None:
    assert map_stack("Error: x\n    at f (/static/quiz.js:1:10)\n    at /static/quiz.js:3:5") == (
        "Error: x\n    at f (src/a.ts:3:5)\n    at src/b.ts:10:3"
    )
    assert map_stack("f@/static/quiz.js:1:10\n@/static/quiz.js:3:5") == "f@src/a.ts:3:5\n@src/b.ts:10:3"


def test_hashed_names_are_mapped_for_this_release_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staticfiles_storage, "hashed_files", {"quiz.js": "quiz.0123456789ab.js"}, raising=False)
    assert map_stack("at /static/quiz.0123456789ab.js:1:10") == "at src/a.ts:3:5"
    for other in ("at /static/quiz.ba9876543210.js:1:10", "at /static/quiz.js:1:10"):
        assert map_stack(other) == other


@pytest.mark.parametrize(
    "stack",
    [
        "",
        "at /static/other.js:1:10",
        "at /elsewhere/quiz.js:1:10",
        "at /static/../quiz.js:1:10",
        "at /static/quiz.js:1:13",
        "at /static/quiz.js:99999999999:1",
        "no position at all",
    ],
)
def test_other_text_stays_as_it_is(stack: str) -> None:
    assert map_stack(stack) == stack


def test_a_stack_with_a_broken_map_stays_as_it_is(tmp_path: Path) -> None:
    for broken in ("{", "[]", "{}", '{"mappings": "AA?A", "sources": []}', '{"mappings": "AAAA", "sources": []}'):
        (tmp_path / "quiz.js.map").write_text(broken)
        assert map_stack("at /static/quiz.js:1:10") == "at /static/quiz.js:1:10"


def test_only_the_innermost_calls_are_mapped() -> None:
    stack = "\n".join(["at /static/quiz.js:1:10"] * (MAX_FRAMES + 5))
    assert map_stack(stack).count("src/a.ts") == MAX_FRAMES
