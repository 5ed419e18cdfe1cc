"""From the draft to the rows of the data file."""

from gazetteer.draft import Area, Draft, Place
from gazetteer.sources import Credit
from places.data_file import AreaNameRow, AreaRow, Gazetteer, PlaceRow
from places.names import name_key

# Year and month of the sources, and a count of the builds from them: raise it with every change
# that reaches the data file.
VERSION = "2026.11.0"


def finish(draft: Draft, sources: list[Credit]) -> Gazetteer:
    """The content of the data file, in an order that does not depend on the sources' own."""
    areas = [*draft.countries.values(), *draft.regions.values()]
    inhabited = {p.country for p in draft.places.values()} | {p.region for p in draft.places.values()}
    kept = sorted((a for a in areas if a.code in inhabited), key=lambda area: area.code)
    places = sorted(draft.places.values(), key=lambda p: (p.country, p.region, p.id))
    sections = sum(place.section for place in places)
    draft.note("result", "places", len(places) - sections)
    draft.note("result", "sections of places", sections)
    draft.note("result", "countries and regions", len(kept))
    return Gazetteer(
        meta={
            "version": VERSION,
            "places": len(places),
            "credits": [_credit(credit) for credit in sources],
        },
        areas=[_area(area) for area in kept],
        area_names=[row for area in kept for row in _area_names(area)],
        places=[_place(place) for place in places],
    )


def _credit(credit: Credit) -> dict[str, str]:
    return {"package": credit.package, "data": credit.data, "licence": credit.licence}


def _area(area: Area) -> AreaRow:
    letters = area.abbreviations[0] if area.abbreviations else ""
    return AreaRow(area.code, area.name, letters, area.continent)


def _area_names(area: Area) -> list[AreaNameRow]:
    """The area's names, one a key; those of letters only count after a place's name."""
    rows: dict[str, AreaNameRow] = {}
    for name in (area.name, *area.names):
        rows.setdefault(name_key(name), AreaNameRow(area.code, " ".join(name.split()), "name"))
    for letters in area.abbreviations:
        rows.setdefault(name_key(letters), AreaNameRow(area.code, letters, "letters"))
    rows.pop("", None)
    return list(rows.values())


def _place(place: Place) -> PlaceRow:
    return PlaceRow(
        place.id, place.name, place.english, place.country, place.region,
        round(place.lat, 5), round(place.lon, 5), place.population, place.continents,
        place.section, place.section_of, sorted(" ".join(n.split()) for n in place.names),
    )  # fmt: skip
