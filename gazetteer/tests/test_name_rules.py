"""Cleaning the accepted names: what each rule drops, and what it must leave."""

import pytest

from gazetteer.draft import Area, Place
from gazetteer.rules.names import clean_names, tidy_main_names
from gazetteer.rules.shared_names import SHARED
from gazetteer.tests.drafts import counted, draft, place

US = Area("US", "United States", capital="Washington", names=["USA"])
MEXICO = Area("MX", "Mexico", capital="Mexico City", names=["México"])


def kept(of: Place, *others: Place, areas: tuple[Area, ...] = (US, MEXICO)) -> list[str]:
    """The names that `of` keeps beside the other places."""
    clean_names(draft(of, *others, areas=areas))
    return of.names


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("Chicago", "equal to the main name"),
        ("CHICAGO", "of the same key"),
        ("Chi-cago", "of the same key"),
        ("12345", "odd"),
        ("?!", "of the same key"),
        ("https://en.wikipedia.org/wiki/Chicago", "odd"),
        ("www.cityofchicago.org", "odd"),
        ("Chicago [Illinois]", "odd"),
        ("Chicago <town>", "odd"),
        ("Founded 1833", "odd"),
        ("The" + " very" * 12 + " long name", "odd"),
        ("ORD", "codes"),
        ("C", "codes"),
        ("Co", "two Latin letters"),
        ("chuan qiao shi", "romanised"),
        ("zhi jia ge", "romanised"),
        ("México", "a country's name"),
    ],
)
def test_a_name_that_nobody_types_is_dropped(name: str, why: str) -> None:
    chicago = place(1, "Chicago", population=2_700_000, names=[name, "Windy City"])
    made = draft(chicago, areas=(US, MEXICO))
    clean_names(made)
    assert chicago.names == ["Windy City"]
    assert counted(made, why) == 1


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
def test_a_name_that_somebody_types_stays(name: str) -> None:
    assert kept(place(1, "Chicago", names=[name])) == [name]


def test_the_initials_of_a_big_city_stay() -> None:
    assert kept(place(1, "New York City", population=8_800_000, names=["NYC", "NY", "JFK"])) == ["NYC", "NY"]
    assert kept(place(1, "Los Angeles", population=3_900_000, names=["LA"])) == ["LA"]


def test_the_same_initials_on_a_small_town_go() -> None:
    assert kept(place(1, "Lake Arthur", population=2_500, names=["LA", "Arthur's Lake"])) == ["Arthur's Lake"]


def test_a_countrys_name_stays_on_its_capital() -> None:
    capital = place(1, "Mexico City", country="MX", population=12_000_000, names=["México", "CDMX"])
    assert kept(capital) == ["México", "CDMX"]
    assert kept(place(2, "Toluca", country="MX", population=500_000, names=["México"]), capital) == []


TEXAS = Area("US.TX", "Texas", names=["Tejas"])
CHITTAGONG = Area("BD.84", "Chittagong")
QUEBEC = Area("CA.10", "Quebec", names=["Québec", "Квебек"])


def test_a_regions_name_goes_from_a_far_smaller_place_that_is_otherwise_called() -> None:
    others = [place(n, f"Town {n}", region="US.TX", population=5_000_000) for n in range(2, 8)]
    san_antonio = place(1, "San Antonio", region="US.TX", population=1_500_000, names=["Texas", "Tejas", "Alamo City"])
    assert kept(san_antonio, *others, areas=(US, TEXAS)) == ["Alamo City"]


def test_a_regions_name_stays_on_the_place_that_is_called_much_the_same() -> None:
    others = [place(n, f"Town {n}", country="CA", region="CA.10", population=2_000_000) for n in range(2, 8)]
    quebec = place(1, "Québec", country="CA", region="CA.10", population=530_000, names=["Квебек"])
    assert kept(quebec, *others, areas=(QUEBEC,)) == ["Квебек"]


def test_a_regions_name_stays_on_its_large_city() -> None:
    others = [place(n, f"Town {n}", country="BD", region="BD.84", population=2_000_000) for n in range(2, 8)]
    chattogram = place(1, "Chattogram", country="BD", region="BD.84", population=2_600_000, names=["Chittagong"])
    assert kept(chattogram, *others, areas=(CHITTAGONG,)) == ["Chittagong"]


def test_a_regions_name_stays_on_a_place_elsewhere() -> None:
    others = [place(n, f"Town {n}", region="US.TX", population=5_000_000) for n in range(2, 8)]
    assert kept(place(1, "Tejupilco", country="MX", names=["Tejas"]), *others, areas=(US, TEXAS)) == ["Tejas"]


def test_the_main_name_of_a_larger_place_goes() -> None:
    chicago = place(1, "Chicago", population=2_700_000)
    willard = place(2, "Willard", population=6_000, names=["Chicago", "Chicago Junction"])
    assert kept(willard, chicago) == ["Chicago Junction"]


def test_the_main_name_of_a_smaller_place_stays() -> None:
    village = place(1, "Bigtown", population=100)
    assert kept(place(2, "Metropolis", population=1_000_000, names=["Bigtown"]), village) == ["Bigtown"]


def test_the_main_name_of_a_larger_place_abroad_stays() -> None:
    paris = place(1, "Paris", country="FR", population=2_000_000)
    assert kept(place(2, "Beaver Creek", population=25_000, names=["Paris"]), paris) == ["Paris"]


def shared(*populations: int, called: tuple[str, ...] = ("A-town", "B-town", "C-town", "D-town")) -> list[list[str]]:
    """The names left to places of these populations that all have the name Sharedford."""
    places = [
        place(n, name, north=100 * n, population=people, names=["Sharedford", f"Alias {n}"])
        for n, (name, people) in enumerate(zip(called, populations, strict=True))
    ]
    clean_names(draft(*places))
    return [p.names for p in places]


def test_a_name_shared_by_many_differently_called_places_is_nobodys() -> None:
    assert shared(900, 800, 700, 600) == [["Alias 0"], ["Alias 1"], ["Alias 2"], ["Alias 3"]]


def test_a_shared_name_stays_with_a_place_that_towers_over_the_others() -> None:
    assert shared(9_000, 800, 700, 600) == [["Sharedford", "Alias 0"], ["Alias 1"], ["Alias 2"], ["Alias 3"]]


def beside(km: float, times: float) -> list[str]:
    """The names left to a suburb called after a city so many times larger, so many km away."""
    city = place(1, "Metropolis", population=round(2_000 * times), names=["Petropolis"])
    suburb = place(2, "Suburb", north=km, population=2_000, names=["Petropolis", "Edge"])
    clean_names(draft(city, suburb))
    return suburb.names


def test_a_name_of_a_far_larger_neighbour_goes() -> None:
    assert beside(5, 10) == ["Edge"]


@pytest.mark.parametrize(("km", "times"), [(40, 10), (5, 4)], ids=["too far", "not so much larger"])
def test_a_name_of_another_place_stays(km: float, times: float) -> None:
    assert beside(km, times) == ["Petropolis", "Edge"]


def test_a_regions_name_goes_elsewhere_in_the_country_too() -> None:
    others = [place(n, f"Town {n}", region="US.TX", population=5_000_000) for n in range(2, 8)]
    riverside = place(1, "Riverside", region="US.MO", names=["Texas", "Riverton"])
    assert kept(riverside, *others, areas=(US, TEXAS)) == ["Riverton"]


def test_a_name_shared_by_three_stays() -> None:
    assert all("Sharedford" in names for names in shared(900, 800, 700, called=("A-town", "B-town", "C-town")))


def test_a_name_shared_under_two_names_stays() -> None:
    left = shared(900, 800, 700, 600, called=("A-town", "A-town", "B-town", "B-town"))
    assert all("Sharedford" in names for names in left)


def test_a_shared_name_that_is_somebodys_main_one_stays() -> None:
    places = [place(n, f"Town {n}", names=["Sharedford"], country=c) for n, c in enumerate(["US", "FR", "DE", "IT"])]
    made = draft(*places, place(9, "Sharedford", country="GB", population=10))
    clean_names(made)
    assert all(p.names == ["Sharedford"] for p in places)
    assert counted(made, SHARED) == 0


@pytest.mark.parametrize(
    ("name", "country", "tidied"),
    [
        ("City of Milford (balance)", "US", "Milford"),
        ("Young America (historical)", "US", "Young America"),
        ("Village of Oak Creek", "US", "Oak Creek"),
        ("Addison (village)", "US", "Addison"),
    ],
)
def test_a_description_is_taken_off_the_main_name(name: str, country: str, tidied: str) -> None:
    town = place(1, name, country=country)
    made = draft(town)
    tidy_main_names(made)
    assert town.name == tidied
    assert town.names == [name]  # and still accepted
    assert counted(made, "main names tidied") == 1


@pytest.mark.parametrize(
    ("name", "country"),
    [("Halle (Saale)", "DE"), ("City of Balanga", "PH"), ("Cityville", "US"), ("New York City", "US")],
)
def test_what_belongs_to_the_name_stays(name: str, country: str) -> None:
    town = place(1, name, country=country)
    tidy_main_names(draft(town))
    assert (town.name, town.names) == (name, [])
