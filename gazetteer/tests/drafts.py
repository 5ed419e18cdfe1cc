"""Small drafts for tests."""

from collections.abc import Iterable, Sequence

from gazetteer.draft import Area, Draft, Place

KM = 1 / 111.2  # degrees of latitude


def place(  # noqa: PLR0913 - a row has that many fields
    id_: int,
    name: str = "Place",
    *,
    country: str = "US",
    region: str = "",
    north: float = 0.0,
    population: int = 5_000,
    names: Sequence[str] = (),
    feature: str = "PPL",
) -> Place:
    """A place on one meridian, so many km north of 40° N."""
    spot = (40 + north * KM, -90.0)
    return Place(id_, name, country, region, *spot, population, names=list(names), feature=feature)


def draft(*places: Place, areas: Iterable[Area] = ()) -> Draft:
    """These places and areas; countries that are not among them are called by their code."""
    made = Draft(places={p.id: p for p in places})
    for area in areas:
        (made.regions if "." in area.code else made.countries)[area.code] = area
    for country in {p.country for p in places}:
        made.countries.setdefault(country, Area(country, country))
    return made


def counted(made: Draft, what: str) -> int:
    """How many rows the closing table says were `what`."""
    return sum(count for _stage, row, count in made.tally if row.startswith(what))
