"""`python -m gazetteer`, with a source made here: the real ones are installed by `make data` only."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import gazetteer.__main__ as build
from gazetteer.draft import Area, Draft
from gazetteer.finish import VERSION
from gazetteer.sources import Credit, Source, SourceError
from gazetteer.tests.drafts import place
from places.data_file import read_meta, read_places


class OneTown:
    credit = Credit("npm one-town 1.0.0", "Somebody", "CC0")

    def add_to(self, draft: Draft) -> None:
        draft.countries["US"] = Area("US", "United States", "NA")
        draft.places[1] = place(1, "Onlytown")
        draft.note("places", "read", 1)


class Missing(OneTown):
    def add_to(self, draft: Draft) -> None:
        raise SourceError("one-town is not installed: run `npm ci` in gazetteer")


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, source: Source) -> int:
    def sources(npm: Path) -> Sequence[Source]:
        return [source]

    monkeypatch.setattr(build, "all_sources", sources)
    monkeypatch.setattr(build, "RULES", [])
    out, areas = folder / "gazetteer.tar.xz", folder / "areas.json"
    monkeypatch.setattr(sys, "argv", ["gazetteer", "--out", str(out), "--areas", str(areas)])
    return build.main()


def test_it_writes_both_files_and_ends_with_a_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, OneTown()) == 0
    assert [p.name for p in read_places(tmp_path / "gazetteer.tar.xz")] == ["Onlytown"]
    assert read_meta(tmp_path / "gazetteer.tar.xz")["credits"][0]["package"] == "npm one-town 1.0.0"
    assert (tmp_path / "areas.json").is_file()
    head, rule, *rows, last = capsys.readouterr().out.splitlines()
    assert head.split() == ["stage", "rows", "count"]
    assert set(rule) == {"-", " "}
    assert rows[0].split() == ["places", "read", "1"]
    assert last.endswith(VERSION)


def test_the_same_sources_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = ("gazetteer.tar.xz", "areas.json")
    run(monkeypatch, tmp_path, OneTown())
    before = [(tmp_path / name).read_bytes() for name in files]
    run(monkeypatch, tmp_path, OneTown())
    assert [(tmp_path / name).read_bytes() for name in files] == before


def test_a_missing_source_is_one_line_and_a_bad_exit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, Missing()) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1].endswith("one-town is not installed: run `npm ci` in gazetteer")
    assert captured.out == ""
    assert not (tmp_path / "gazetteer.tar.xz").exists()
