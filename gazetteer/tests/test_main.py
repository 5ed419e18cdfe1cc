"""`python -m gazetteer` with a fake source: only `make data` installs the real ones."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import gazetteer.__main__ as data_build
from gazetteer.build_records import AreaRecord, Dataset
from gazetteer.data_file_rows import VERSION
from gazetteer.sources import Credit, Source, SourceError
from gazetteer.tests.factories import place
from places.data_file import read_meta, read_places


class OneTownSource:
    credit = Credit("npm one-town 1.0.0", "Somebody", "CC0")

    def add_to(self, dataset: Dataset) -> None:
        dataset.countries["US"] = AreaRecord("US", "United States", "NA")
        dataset.places[1] = place(1, "Onlytown")
        dataset.add_count("places", "read", 1)


class MissingSource(OneTownSource):
    def add_to(self, dataset: Dataset) -> None:
        raise SourceError("one-town is not installed: run `npm ci` in gazetteer/")


def run_build(monkeypatch: pytest.MonkeyPatch, folder: Path, source: Source) -> int:
    def fake_all_sources(npm: Path) -> Sequence[Source]:
        return [source]

    monkeypatch.setattr(data_build, "all_sources", fake_all_sources)
    monkeypatch.setattr(data_build, "RULES", [])
    out, areas = folder / "gazetteer.tar.xz", folder / "areas.json"
    monkeypatch.setattr(sys, "argv", ["gazetteer", "--out", str(out), "--areas", str(areas)])
    return data_build.main()


def test_build_writes_both_files_and_prints_a_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_build(monkeypatch, tmp_path, OneTownSource()) == 0
    assert [p.name for p in read_places(tmp_path / "gazetteer.tar.xz")] == ["Onlytown"]
    assert read_meta(tmp_path / "gazetteer.tar.xz")["credits"][0]["package"] == "npm one-town 1.0.0"
    assert (tmp_path / "areas.json").is_file()
    header, line, *rows, last = capsys.readouterr().out.splitlines()
    assert header.split() == ["stage", "rows", "count"]
    assert set(line) == {"-", " "}
    assert rows[0].split() == ["places", "read", "1"]
    assert last.endswith(VERSION)


def test_same_sources_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = ("gazetteer.tar.xz", "areas.json")
    run_build(monkeypatch, tmp_path, OneTownSource())
    before = [(tmp_path / name).read_bytes() for name in files]
    run_build(monkeypatch, tmp_path, OneTownSource())
    assert [(tmp_path / name).read_bytes() for name in files] == before


def test_missing_source_ends_the_build_with_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_build(monkeypatch, tmp_path, MissingSource()) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1].endswith("one-town is not installed: run `npm ci` in gazetteer/")
    assert captured.out == ""
    assert not (tmp_path / "gazetteer.tar.xz").exists()
