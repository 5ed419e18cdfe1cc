"""The data file: what is written is read again, and damage is told in words."""

from pathlib import Path

import pytest

from places.data_file import (
    DataFileError,
    Gazetteer,
    read_area_names,
    read_areas,
    read_meta,
    read_places,
    write_data_file,
)  # fmt: skip
from places.tests.factories import make_data_file, make_gazetteer, place, villages

AWKWARD = [
    place(1, "Quote \"Place\" 'Here'", names=["Łódź", "東京", "مكة"]),
    place(10_000_000_001, "Unknown", region="", population=0),
    place(3, "Section", section_of=1),
    place(4, "Orphan section", section_of=0),
]


def read_all(path: Path) -> Gazetteer:
    return Gazetteer(read_meta(path), read_areas(path), read_area_names(path), list(read_places(path)))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    content = make_gazetteer(AWKWARD)
    write_data_file(tmp_path / "new" / "data.tar.xz", content)
    assert read_all(tmp_path / "new" / "data.tar.xz") == content


def test_the_same_content_makes_the_same_bytes(tmp_path: Path) -> None:
    one, other = make_data_file(tmp_path / "one", AWKWARD), make_data_file(tmp_path / "other", AWKWARD)
    assert one.read_bytes() == other.read_bytes()
    assert make_data_file(tmp_path / "third", AWKWARD[:2]).read_bytes() != one.read_bytes()


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.tar\.xz cannot be read .*make data"):
        read_meta(tmp_path / "nowhere.tar.xz")


@pytest.mark.parametrize("percent", [0, 1, 10, 50, 90])
def test_a_file_that_was_cut_is_damaged(tmp_path: Path, percent: int) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", AWKWARD + villages(2_000))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * percent // 100])
    with pytest.raises(DataFileError, match=r"data\.tar\.xz is damaged .*: restore it"):
        read_all(path)


@pytest.mark.parametrize("percent", [0, 5, 30, 60, 95])
def test_a_flipped_byte_is_damage(tmp_path: Path, percent: int) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", AWKWARD + villages(2_000))
    content = bytearray(path.read_bytes())
    content[len(content) * percent // 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DataFileError, match="is damaged"):
        read_all(path)


def test_another_kind_of_file_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "data.tar.xz"
    path.write_text("<html>404</html>")
    with pytest.raises(DataFileError, match="is damaged"):
        read_meta(path)
