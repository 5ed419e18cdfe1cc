"""The data file's format: written content is read back, and damage is reported."""

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

UNUSUAL_PLACES = [
    place(1, "Quote \"Place\" 'Here'", names=["Łódź", "東京", "مكة"]),
    place(10_000_000_001, "Unknown", region="", population=0),
    place(3, "Section", section_of=1),
    place(4, "Orphan section", section_of=0),
]


def read_all(path: Path) -> Gazetteer:
    return Gazetteer(read_meta(path), read_areas(path), read_area_names(path), list(read_places(path)))


def test_written_content_is_read_back(tmp_path: Path) -> None:
    content = make_gazetteer(UNUSUAL_PLACES)
    write_data_file(tmp_path / "new" / "data.tar.xz", content)
    assert read_all(tmp_path / "new" / "data.tar.xz") == content


def test_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = make_data_file(tmp_path / "one", UNUSUAL_PLACES), make_data_file(tmp_path / "other", UNUSUAL_PLACES)
    assert one.read_bytes() == other.read_bytes()
    assert make_data_file(tmp_path / "third", UNUSUAL_PLACES[:2]).read_bytes() != one.read_bytes()


def test_message_names_the_missing_file_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.tar\.xz cannot be read .*make data"):
        read_meta(tmp_path / "nowhere.tar.xz")


@pytest.mark.parametrize("percent", [0, 1, 10, 50, 90])
def test_truncated_file_is_damaged(tmp_path: Path, percent: int) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", UNUSUAL_PLACES + villages(2_000))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * percent // 100])
    with pytest.raises(DataFileError, match=r"data\.tar\.xz is damaged .*: restore it"):
        read_all(path)


@pytest.mark.parametrize("percent", [0, 5, 30, 60, 95])
def test_file_with_a_changed_byte_is_damaged(tmp_path: Path, percent: int) -> None:
    path = make_data_file(tmp_path / "data.tar.xz", UNUSUAL_PLACES + villages(2_000))
    content = bytearray(path.read_bytes())
    content[len(content) * percent // 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DataFileError, match="is damaged"):
        read_all(path)


def test_file_of_another_type_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "data.tar.xz"
    path.write_text("<html>404</html>")
    with pytest.raises(DataFileError, match="is damaged"):
        read_meta(path)
