"""Turns the finished dataset into the sorted rows of the data file."""

from gazetteer.build_records import AreaRecord, Dataset, PlaceRecord
from gazetteer.sources import Credit
from places.data_file import AreaNameRow, AreaRow, Gazetteer, PlaceRow
from places.names import name_key

# Year and month of the sources, then the number of the build from these sources. Raise it with every change that
# alters the data file.
VERSION = "2026.11.0"


def to_gazetteer(dataset: Dataset, source_credits: list[Credit]) -> Gazetteer:
    """The content of the data file. The order of the rows does not depend on the order of the sources."""
    areas = [*dataset.countries.values(), *dataset.regions.values()]
    inhabited = {p.country for p in dataset.places.values()} | {p.region for p in dataset.places.values()}
    areas = sorted((a for a in areas if a.code in inhabited), key=lambda area: area.code)
    places = sorted(dataset.places.values(), key=lambda p: (p.country, p.region, p.id))
    sections = sum(place.section for place in places)
    dataset.add_count("result", "places", len(places) - sections)
    dataset.add_count("result", "sections of places", sections)
    dataset.add_count("result", "countries and regions", len(areas))
    return Gazetteer(
        meta={
            "version": VERSION,
            "places": len(places),
            "credits": [_credit(credit) for credit in source_credits],
        },
        areas=[_area(area) for area in areas],
        area_names=[row for area in areas for row in _area_names(area)],
        places=[_place(place) for place in places],
    )


def _credit(credit: Credit) -> dict[str, str]:
    return {"package": credit.package, "data": credit.data, "licence": credit.licence}


def _area(area: AreaRecord) -> AreaRow:
    letters = area.abbreviations[0] if area.abbreviations else ""
    return AreaRow(area.code, area.name, letters, area.continent)


def _area_names(area: AreaRecord) -> list[AreaNameRow]:
    """The area's names and abbreviations, one row for each key."""
    rows: dict[str, AreaNameRow] = {}
    for name in (area.name, *area.names):
        rows.setdefault(name_key(name), AreaNameRow(area.code, " ".join(name.split()), "name"))
    for letters in area.abbreviations:
        rows.setdefault(name_key(letters), AreaNameRow(area.code, letters, "letters"))
    rows.pop("", None)
    return list(rows.values())


def _place(place: PlaceRecord) -> PlaceRow:
    return PlaceRow(
        place.id, place.name, place.english, place.country, place.region,
        round(place.lat, 5), round(place.lon, 5), place.population, place.continents,
        place.section, place.section_of, sorted(" ".join(n.split()) for n in place.names),
    )  # fmt: skip
