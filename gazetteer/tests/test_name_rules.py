"""Cleaning of the accepted names: what each rule drops, and what it must keep."""

import pytest

from gazetteer.build_records import AreaRecord, PlaceRecord
from gazetteer.rules.names import clean_names, tidy_main_names
from gazetteer.rules.shared_names import SHARED_RULE
from gazetteer.tests.factories import make_dataset, place, reported_count

US = AreaRecord("US", "United States", capital="Washington", names=["USA"])
MEXICO = AreaRecord("MX", "Mexico", capital="Mexico City", names=["México"])


def kept_names(cleaned: PlaceRecord, *others: PlaceRecord, areas: tuple[AreaRecord, ...] = (US, MEXICO)) -> list[str]:
    """The names that `cleaned` keeps in a dataset with the other places."""
    clean_names(make_dataset(cleaned, *others, areas=areas))
    return cleaned.names


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("Chicago", "equal to the main name"),
        ("CHICAGO", "of the same key"),
        ("Chi-cago", "of the same key"),
        ("12345", "malformed"),
        ("?!", "of the same key"),
        ("https://en.wikipedia.org/wiki/Chicago", "malformed"),
        ("www.cityofchicago.org", "malformed"),
        ("Chicago [Illinois]", "malformed"),
        ("Chicago <town>", "malformed"),
        ("Founded 1833", "malformed"),
        ("The" + " very" * 12 + " long name", "malformed"),
        ("ORD", "codes"),
        ("C", "codes"),
        ("Co", "two Latin letters"),
        ("chuan qiao shi", "romanised"),
        ("zhi jia ge", "romanised"),
        ("México", "a country's name"),
    ],
)
def test_name_that_no_player_types_is_dropped(name: str, rule: str) -> None:
    chicago = place(1, "Chicago", population=2_700_000, names=[name, "Windy City"])
    dataset = make_dataset(chicago, areas=(US, MEXICO))
    clean_names(dataset)
    assert chicago.names == ["Windy City"]
    assert reported_count(dataset, rule) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Chikago",
        "Чикаго",
        "シカゴ",
        "芝加哥",
        "25 de Mayo",
        "Chuan Qiao Shi",
        "São Paulo",
        "Åre",
        "Öö-Åland",
        "L’Île",
        "23 August",
    ],
)
def test_name_that_a_player_may_type_is_kept(name: str) -> None:
    assert kept_names(place(1, "Chicago", names=[name])) == [name]


def test_initials_of_a_big_city_are_kept() -> None:
    assert kept_names(place(1, "New York City", population=8_800_000, names=["NYC", "NY", "JFK"])) == ["NYC", "NY"]
    assert kept_names(place(1, "Los Angeles", population=3_900_000, names=["LA"])) == ["LA"]


def test_initials_of_a_small_town_are_dropped() -> None:
    assert kept_names(place(1, "Lake Arthur", population=2_500, names=["LA", "Arthur's Lake"])) == ["Arthur's Lake"]


def test_country_name_is_kept_on_the_capital_only() -> None:
    capital = place(1, "Mexico City", country="MX", population=12_000_000, names=["México", "CDMX"])
    assert kept_names(capital) == ["México", "CDMX"]
    assert kept_names(place(2, "Toluca", country="MX", population=500_000, names=["México"]), capital) == []


TEXAS = AreaRecord("US.TX", "Texas", names=["Tejas"])
CHITTAGONG = AreaRecord("BD.84", "Chittagong")
QUEBEC = AreaRecord("CA.10", "Quebec", names=["Québec", "Квебек"])


def test_region_name_is_dropped_from_a_much_smaller_place_with_another_name() -> None:
    others = [place(n, f"Town {n}", region="US.TX", population=5_000_000) for n in range(2, 8)]
    san_antonio = place(1, "San Antonio", region="US.TX", population=1_500_000, names=["Texas", "Tejas", "Alamo City"])
    assert kept_names(san_antonio, *others, areas=(US, TEXAS)) == ["Alamo City"]


def test_region_name_is_kept_on_a_place_with_a_similar_name() -> None:
    others = [place(n, f"Town {n}", country="CA", region="CA.10", population=2_000_000) for n in range(2, 8)]
    quebec = place(1, "Québec", country="CA", region="CA.10", population=530_000, names=["Квебек"])
    assert kept_names(quebec, *others, areas=(QUEBEC,)) == ["Квебек"]


def test_region_name_is_kept_on_a_large_city() -> None:
    others = [place(n, f"Town {n}", country="BD", region="BD.84", population=2_000_000) for n in range(2, 8)]
    chattogram = place(1, "Chattogram", country="BD", region="BD.84", population=2_600_000, names=["Chittagong"])
    assert kept_names(chattogram, *others, areas=(CHITTAGONG,)) == ["Chittagong"]


def test_region_name_is_kept_on_a_place_in_another_country() -> None:
    others = [place(n, f"Town {n}", region="US.TX", population=5_000_000) for n in range(2, 8)]
    assert kept_names(place(1, "Tejupilco", country="MX", names=["Tejas"]), *others, areas=(US, TEXAS)) == ["Tejas"]


def test_main_name_of_a_larger_place_is_dropped() -> None:
    chicago = place(1, "Chicago", population=2_700_000)
    willard = place(2, "Willard", population=6_000, names=["Chicago", "Chicago Junction"])
    assert kept_names(willard, chicago) == ["Chicago Junction"]


def test_main_name_of_a_smaller_place_is_kept() -> None:
    village = place(1, "Bigtown", population=100)
    assert kept_names(place(2, "Metropolis", population=1_000_000, names=["Bigtown"]), village) == ["Bigtown"]


def test_main_name_of_a_larger_place_in_another_country_is_kept() -> None:
    paris = place(1, "Paris", country="FR", population=2_000_000)
    assert kept_names(place(2, "Beaver Creek", population=25_000, names=["Paris"]), paris) == ["Paris"]


def names_after_sharing(
    *populations: int, main_names: tuple[str, ...] = ("A-town", "B-town", "C-town", "D-town")
) -> list[list[str]]:
    """The names that each place keeps, if places with these populations all have the name Sharedford."""
    places = [
        place(n, name, north=100 * n, population=people, names=["Sharedford", f"Alias {n}"])
        for n, (name, people) in enumerate(zip(main_names, populations, strict=True))
    ]
    clean_names(make_dataset(*places))
    return [p.names for p in places]


def test_name_shared_by_many_differently_named_places_is_dropped() -> None:
    assert names_after_sharing(900, 800, 700, 600) == [["Alias 0"], ["Alias 1"], ["Alias 2"], ["Alias 3"]]


def test_shared_name_is_kept_on_a_much_larger_place() -> None:
    assert names_after_sharing(9_000, 800, 700, 600) == [
        ["Sharedford", "Alias 0"],
        ["Alias 1"],
        ["Alias 2"],
        ["Alias 3"],
    ]


def names_of_suburb(km: float, times: float) -> list[str]:
    """The names that a suburb keeps, if it shares one with a city that is `times` as large and `km` away."""
    city = place(1, "Metropolis", population=round(2_000 * times), names=["Petropolis"])
    suburb = place(2, "Suburb", north=km, population=2_000, names=["Petropolis", "Edge"])
    clean_names(make_dataset(city, suburb))
    return suburb.names


def test_name_of_a_much_larger_neighbour_is_dropped() -> None:
    assert names_of_suburb(5, 10) == ["Edge"]


@pytest.mark.parametrize(("km", "times"), [(40, 10), (5, 4)], ids=["too far", "not 5 times larger"])
def test_name_of_another_place_is_kept(km: float, times: float) -> None:
    assert names_of_suburb(km, times) == ["Petropolis", "Edge"]


def test_region_name_is_dropped_in_other_regions_of_the_country_too() -> None:
    others = [place(n, f"Town {n}", region="US.TX", population=5_000_000) for n in range(2, 8)]
    riverside = place(1, "Riverside", region="US.MO", names=["Texas", "Riverton"])
    assert kept_names(riverside, *others, areas=(US, TEXAS)) == ["Riverton"]


def test_name_shared_by_three_places_is_kept() -> None:
    assert all(
        "Sharedford" in names for names in names_after_sharing(900, 800, 700, main_names=("A-town", "B-town", "C-town"))
    )


def test_name_shared_by_places_of_only_two_main_names_is_kept() -> None:
    kept = names_after_sharing(900, 800, 700, 600, main_names=("A-town", "A-town", "B-town", "B-town"))
    assert all("Sharedford" in names for names in kept)


def test_shared_name_that_is_a_main_name_is_kept() -> None:
    places = [place(n, f"Town {n}", names=["Sharedford"], country=c) for n, c in enumerate(["US", "FR", "DE", "IT"])]
    dataset = make_dataset(*places, place(9, "Sharedford", country="GB", population=10))
    clean_names(dataset)
    assert all(p.names == ["Sharedford"] for p in places)
    assert reported_count(dataset, SHARED_RULE) == 0


@pytest.mark.parametrize(
    ("name", "country", "tidied"),
    [
        ("City of Milford (balance)", "US", "Milford"),
        ("Young America (historical)", "US", "Young America"),
        ("Village of Oak Creek", "US", "Oak Creek"),
        ("Addison (village)", "US", "Addison"),
    ],
)
def test_description_is_removed_from_the_main_name(name: str, country: str, tidied: str) -> None:
    town = place(1, name, country=country)
    dataset = make_dataset(town)
    tidy_main_names(dataset)
    assert town.name == tidied
    assert town.names == [name]  # the old name is still accepted
    assert reported_count(dataset, "main names tidied") == 1


@pytest.mark.parametrize(
    ("name", "country"),
    [("Halle (Saale)", "DE"), ("City of Balanga", "PH"), ("Cityville", "US"), ("New York City", "US")],
)
def test_words_that_belong_to_the_name_are_kept(name: str, country: str) -> None:
    town = place(1, name, country=country)
    tidy_main_names(make_dataset(town))
    assert (town.name, town.names) == (name, [])
