"""A load writes the whole content of the data file to the database, or nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from places import load_tables
from places.data_file import DataFileError, PlaceRow
from places.match_queries import areas, candidates
from places.models import Area, DataVersion, Place, PlaceName
from places.names import KEY_RULES
from places.near_misses import MIN_HINT_POPULATION
from places.tests.factories import make_data_file, place, villages
from quizzes import current_data
from quizzes import load_data as load_data_module
from quizzes.load_data import LoadReport, fingerprint, load_data
from quizzes.models import Quiz

pytestmark = pytest.mark.usefixtures("empty_database")

PARIS = place(2988507, "Paris", population=2_138_551, names=["Париж", "Lutetia"])
TOULOUSE = place(2972315, "Toulouse", population=493_465)
BELLEVILLE = place(1_000_001, "Belleville", population=120_000, section_of=PARIS.id)


def load_places(folder: Path, *places: PlaceRow, version: str = "2026.01.0", force: bool = False) -> LoadReport:
    return load_data(data_file=make_data_file(folder / "data.tar.xz", places, version), force=force)


def all_rows() -> dict[str, Sequence[object]]:
    """All rows that a load writes."""
    tables = (Place, PlaceName, Area, Quiz, DataVersion)
    return {table.__name__: list(table.objects.order_by("pk").values_list()) for table in tables}


def test_load_writes_places_names_areas_and_quizzes(tmp_path: Path) -> None:
    report = load_places(tmp_path, PARIS, BELLEVILLE, *villages(19))
    assert report == LoadReport("2026.01.0", loaded=True, places=20, retired=0, quizzes=3)
    paris = Place.objects.get(id=PARIS.id)
    assert (paris.name, paris.region, paris.region_name, paris.population) == (
        "Paris", "FR.11", "Île-de-France", 2_138_551,
    )  # fmt: skip
    assert (paris.lat, paris.lon, paris.continents, paris.section, paris.retired) == (48.5, 2.25, "EU", False, False)
    assert set(PlaceName.objects.filter(place=paris).values_list("key", "main")) == {
        ("paris", True), ("париж", False), ("lutetia", False),
    }  # fmt: skip
    assert Area.objects.get(code="FR").population == PARIS.population + 19 * 500  # without the section
    assert list(Quiz.objects.order_by("position").values_list("slug", flat=True)) == ["world", "europe", "fr"]


def test_section_has_its_municipality(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS, BELLEVILLE, place(1_000_002, "Somewhere", section_of=0))
    assert Place.objects.get(id=BELLEVILLE.id).section_of == PARIS.id
    assert Place.objects.get(id=1_000_002).section_of is None
    assert Place.objects.filter(section=True).count() == 2


def test_quiz_totals_add_up(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS, BELLEVILLE, TOULOUSE._replace(population=0), *villages(19))
    france = Quiz.objects.get(slug="fr")
    assert (france.places, france.population, france.unknown_population) == (21, PARIS.population + 9_500, 1)
    assert sum(bracket["places"] for bracket in france.brackets) == 21
    assert france.regions == [
        {"code": "FR.11", "name": "Île-de-France", "places": 21, "population": france.population}
    ]  # fmt: skip


def test_second_load_does_nothing(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS)
    before = all_rows()
    Place.objects.filter(id=PARIS.id).update(population=1)  # a load would restore it
    assert load_places(tmp_path, PARIS) == LoadReport("2026.01.0", loaded=False)
    assert all_rows() != before


def test_forced_load_loads_the_same_data_again(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS)
    before = all_rows()
    Place.objects.filter(id=PARIS.id).update(population=1)
    assert load_places(tmp_path, PARIS, force=True).loaded
    assert all_rows() == before


def test_changed_key_rules_cause_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_places(tmp_path, PARIS)
    old = fingerprint(tmp_path / "data.tar.xz")
    monkeypatch.setattr(load_data_module, "KEY_RULES", KEY_RULES + 1)
    assert fingerprint(tmp_path / "data.tar.xz") != old
    assert load_places(tmp_path, PARIS).loaded


def test_newer_version_updates_places_and_keeps_their_ids(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS, TOULOUSE)
    newer = PARIS._replace(name="Paris-sur-Seine", population=2_200_000, names=["Paname"])
    report = load_places(tmp_path, newer, TOULOUSE, place(3, "Newtown"), version="2026.02.0")
    assert (report.version, report.loaded, report.places, report.retired) == ("2026.02.0", True, 3, 0)
    paris = Place.objects.get(id=PARIS.id)
    assert (paris.name, paris.population) == ("Paris-sur-Seine", 2_200_000)
    assert [c.id for c in candidates(["paname"])] == [PARIS.id]
    assert candidates(["lutetia"]) == []  # the old names are removed
    assert Place.objects.count() == 3
    assert DataVersion.objects.get().version == "2026.02.0"


def test_missing_place_is_retired_and_no_longer_found(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS, TOULOUSE)
    assert [c.id for c in candidates(["toulouse"])] == [TOULOUSE.id]
    assert load_places(tmp_path, PARIS, version="2026.02.0").retired == 1
    assert Place.objects.get(id=TOULOUSE.id).retired
    assert candidates(["toulouse"]) == []
    assert not Place.objects.get(id=PARIS.id).retired


def test_place_is_retired_once_and_may_return(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS, TOULOUSE)
    load_places(tmp_path, PARIS, version="2026.02.0")
    assert load_places(tmp_path, PARIS, version="2026.03.0").retired == 0
    load_places(tmp_path, PARIS, TOULOUSE, version="2026.04.0")
    assert not Place.objects.get(id=TOULOUSE.id).retired
    assert [c.id for c in candidates(["toulouse"])] == [TOULOUSE.id]


def test_damaged_data_file_changes_nothing(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS)
    before = all_rows()
    path = make_data_file(tmp_path / "newer.tar.xz", [TOULOUSE, *villages(2_000)], "2026.02.0")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataFileError):
        load_data(data_file=path)
    assert all_rows() == before


def test_interrupted_load_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_places(tmp_path, PARIS, *villages())
    before = all_rows()

    class InterruptionError(Exception):
        pass

    def interrupt() -> int:
        assert Area.objects.get(code="FR").population == TOULOUSE.population  # premise: new rows are written
        raise InterruptionError

    monkeypatch.setattr(load_tables, "_replace_places", interrupt)
    with pytest.raises(InterruptionError):
        load_places(tmp_path, TOULOUSE, version="2026.02.0")
    assert all_rows() == before
    monkeypatch.undo()
    assert load_places(tmp_path, TOULOUSE, version="2026.02.0").loaded  # the next load succeeds


def test_progress_is_reported_for_each_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_tables, "BATCH_SIZE", 8)
    batches: list[int] = []
    load_data(data_file=make_data_file(tmp_path / "data.tar.xz", villages(20)), on_progress=batches.append)
    assert batches == [8, 8, 4]


def test_areas_are_found_by_names_and_letters(tmp_path: Path) -> None:
    load_places(tmp_path, PARIS)
    assert {(a.code, a.is_abbreviation) for a in areas(["france", "fr", "iledefrance"])} == {
        ("FR", False), ("FR", True), ("FR.11", False),
    }  # fmt: skip
    assert areas(["paris"]) == []
    assert areas([]) == []


@pytest.mark.parametrize(
    ("row", "in_filter"),
    [
        pytest.param(TOULOUSE._replace(population=MIN_HINT_POPULATION), True, id="a town"),
        pytest.param(TOULOUSE._replace(population=MIN_HINT_POPULATION - 1), False, id="a hamlet"),
        pytest.param(TOULOUSE._replace(section=True, section_of=PARIS.id), False, id="a section"),
    ],
)
def test_near_filter_contains_only_towns(tmp_path: Path, row: PlaceRow, in_filter: bool) -> None:  # noqa: FBT001
    load_places(tmp_path, row)
    assert [c.id for c in candidates(["toulouse"])] == [TOULOUSE.id]
    near = current_data.near_filter(fingerprint(tmp_path / "data.tar.xz"))
    assert near.near("toulous") == ({"toulouse"} if in_filter else set())
