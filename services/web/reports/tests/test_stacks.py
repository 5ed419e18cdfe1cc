"""A stack of this release's scripts is told in lines of our sources; any other stays as it is."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from pytest_django import Settings

from reports.source_maps import Original, original
from reports.stacks import MOST_FRAMES, mapped

# Line 1: columns 0 and 9 are src/a.ts 1:1 and 3:5, from 12 on the bundler's own. Line 3: column 4 is src/b.ts 10:3.
MAP = {"version": 3, "sources": ["webpack://toponaut/./src/a.ts", "webpack://toponaut/./src/b.ts"], "names": ["f"],
       "mappings": "AAAA,SAEIA,G;;ICOF"}  # fmt: skip


@pytest.fixture(autouse=True)
def _built(tmp_path: Path, settings: Settings) -> None:
    settings.SOURCE_MAPS = tmp_path
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
def test_a_position_is_found(line: int, column: int, found: tuple[str, int, int] | None) -> None:
    expected = Original(f"webpack://toponaut/./{found[0]}", found[1], found[2]) if found else None
    assert original(MAP, line, column) == expected


def test_stacks_of_both_shapes_are_mapped() -> None:
    assert mapped("Error: x\n    at f (/static/quiz.js:1:10)\n    at /static/quiz.js:3:5") == (
        "Error: x\n    at f (src/a.ts:3:5)\n    at src/b.ts:10:3"
    )
    assert mapped("f@/static/quiz.js:1:10\n@/static/quiz.js:3:5") == "f@src/a.ts:3:5\n@src/b.ts:10:3"


def test_hashed_names_are_mapped_if_they_are_this_releases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staticfiles_storage, "hashed_files", {"quiz.js": "quiz.0123456789ab.js"}, raising=False)
    assert mapped("at /static/quiz.0123456789ab.js:1:10") == "at src/a.ts:3:5"
    for other in ("at /static/quiz.ba9876543210.js:1:10", "at /static/quiz.js:1:10"):
        assert mapped(other) == other


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
def test_everything_else_stays_as_it_is(stack: str) -> None:
    assert mapped(stack) == stack


def test_so_does_a_stack_whose_map_is_broken(tmp_path: Path) -> None:
    for broken in ("{", "[]", "{}", '{"mappings": "AA?A", "sources": []}', '{"mappings": "AAAA", "sources": []}'):
        (tmp_path / "quiz.js.map").write_text(broken)
        assert mapped("at /static/quiz.js:1:10") == "at /static/quiz.js:1:10"


def test_only_the_innermost_calls_are_mapped() -> None:
    stack = "\n".join(["at /static/quiz.js:1:10"] * (MOST_FRAMES + 5))
    assert mapped(stack).count("src/a.ts") == MOST_FRAMES
