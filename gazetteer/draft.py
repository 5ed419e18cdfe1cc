"""The gazetteer while it is being built: what the sources fill and the rules correct."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Place:
    """A populated place: a city, town or village, or a section of one."""

    id: int  # GeoNames id, or above 10^10 in the range of a further source
    name: str
    country: str  # ISO 3166-1 alpha-2
    region: str  # GeoNames first-level code ("US.IL"), "" where the source has none
    lat: float  # degrees
    lon: float
    population: int  # 0: the source does not know
    names: list[str] = field(default_factory=list)  # accepted besides `name`, in any script
    english: str = ""  # where `name` is not what English calls it
    feature: str = ""  # GeoNames feature code (PPL, PPLX …), "" where unknown
    section: bool = False
    section_of: int = 0  # id of the municipality a section belongs to, 0 where unknown
    continents: str = ""  # "EU"; "EUAS" for a place on both

    @property
    def main_names(self) -> list[str]:
        """The names it is best known by."""
        return [self.name, self.english] if self.english else [self.name]


@dataclass(slots=True)
class Area:
    """A country ("US") or a first-level region ("US.IL")."""

    code: str
    name: str
    continent: str = ""  # countries only
    capital: str = ""  # countries only: the name of the capital
    names: list[str] = field(default_factory=list)  # other names, in any language
    abbreviations: list[str] = field(default_factory=list)  # read after a place name only

    @property
    def country(self) -> str:
        return self.code[:2]


@dataclass(slots=True)
class Draft:
    """Everything known so far, by id and by code."""

    places: dict[int, Place] = field(default_factory=dict)
    countries: dict[str, Area] = field(default_factory=dict)
    regions: dict[str, Area] = field(default_factory=dict)
    tally: list[tuple[str, str, int]] = field(default_factory=list)

    def note(self, stage: str, what: str, count: int) -> None:
        """Add a line to the closing table: at `stage`, `count` rows were `what`."""
        self.tally.append((stage, what, count))
