"""Makes small datasets for tests."""

from collections.abc import Iterable, Sequence

from gazetteer.build_records import AreaRecord, Dataset, PlaceRecord

KM = 1 / 111.2  # degrees of latitude


def place(  # noqa: PLR0913 - a place has that many fields
    id_: int,
    name: str = "Place",
    *,
    country: str = "US",
    region: str = "",
    north: float = 0.0,
    population: int = 5_000,
    names: Sequence[str] = (),
    feature: str = "PPL",
) -> PlaceRecord:
    """A place on the meridian 90° W, `north` km north of 40° N."""
    lat, lon = 40 + north * KM, -90.0
    return PlaceRecord(id_, name, country, region, lat, lon, population, names=list(names), feature=feature)


def make_dataset(*places: PlaceRecord, areas: Iterable[AreaRecord] = ()) -> Dataset:
    """A dataset of these places and areas. Countries that are not in `areas` have their code as name."""
    dataset = Dataset(places={p.id: p for p in places})
    for area in areas:
        (dataset.regions if "." in area.code else dataset.countries)[area.code] = area
    for country in {p.country for p in places}:
        dataset.countries.setdefault(country, AreaRecord(country, country))
    return dataset


def reported_count(dataset: Dataset, what: str) -> int:
    """The number in the report's lines that begin with `what`."""
    return sum(count for _stage, line, count in dataset.counts if line.startswith(what))
