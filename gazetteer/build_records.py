"""The records of the data build: the sources add places and areas to a `Dataset`, then the rules change them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class PlaceRecord:
    """A populated place: a city, town or village, or a section of one."""

    id: int  # GeoNames id; other sources use ids above 10^10, each from its own range
    name: str
    country: str  # ISO 3166-1 alpha-2
    region: str  # GeoNames first-level code ("US.IL"), "" if the source gives no region
    lat: float  # degrees
    lon: float
    population: int  # 0: not known
    names: list[str] = field(default_factory=list)  # accepted besides `name`, in any script
    english: str = ""  # the English name, if `name` is another one
    feature: str = ""  # GeoNames feature code (PPL, PPLX …), "" if unknown
    section: bool = False
    section_of: int = 0  # id of the municipality that a section belongs to, 0 if unknown
    continents: str = ""  # "EU"; "EUAS" for a place in Europe and Asia

    @property
    def main_names(self) -> list[str]:
        """`name`, and the English name if there is another one."""
        return [self.name, self.english] if self.english else [self.name]


@dataclass(slots=True)
class AreaRecord:
    """A country ("US") or a first-level region ("US.IL")."""

    code: str
    name: str
    continent: str = ""  # countries only
    capital: str = ""  # countries only: the name of the capital
    names: list[str] = field(default_factory=list)  # other names, in any language
    abbreviations: list[str] = field(default_factory=list)  # accepted only after a place's name: "Portland, ME"


@dataclass(slots=True)
class Dataset:
    """Everything known so far, by id and by code."""

    places: dict[int, PlaceRecord] = field(default_factory=dict)
    countries: dict[str, AreaRecord] = field(default_factory=dict)
    regions: dict[str, AreaRecord] = field(default_factory=dict)
    counts: list[tuple[str, str, int]] = field(default_factory=list)  # lines of the report: stage, what, number

    def add_count(self, stage: str, what: str, count: int) -> None:
        """Add a line to the report that the build prints at its end."""
        self.counts.append((stage, what, count))
