"""The catalogue, computed from counted places."""

from collections.abc import Iterable

import pytest

from quizzes.catalogue import BRACKETS, AreaLabel, CountedPlace, QuizTotals, bracket_of, build_catalogue

AREAS = {
    "FR": AreaLabel("France", "FR"),
    "FR.28": AreaLabel("Normandy"),
    "FR.11": AreaLabel("Île-de-France", "IDF"),
    "US": AreaLabel("United States", "US"),
    "US.CA": AreaLabel("California", "CA"),
    "RU": AreaLabel("Russia"),
    "AQ": AreaLabel("Antarctica"),
    "XX": AreaLabel("Côte d'Ivoire"),
}


def places(
    number: int, country: str = "FR", region: str = "", population: int = 100, continents: str = "EU"
) -> list[CountedPlace]:
    return [CountedPlace(country, region, population, continents)] * number


def catalogue(counted: Iterable[CountedPlace]) -> dict[str, QuizTotals]:
    return {quiz.slug: quiz for quiz in build_catalogue(counted, AREAS)}


def test_places_make_quizzes_of_the_world_their_continent_and_their_country() -> None:
    quizzes = catalogue(places(20))
    assert list(quizzes) == ["world", "europe", "fr"]
    assert [(q.kind, q.title, q.scope, q.within) for q in quizzes.values()] == [
        ("world", "The world", "", ""),
        ("continent", "Europe", "EU", ""),
        ("country", "France", "FR", ""),
    ]


def test_totals_and_unknown_populations_are_counted() -> None:
    france = catalogue(places(19, population=1_000) + places(3, population=0))["fr"]
    assert (france.total.places, france.total.population, france.unknown_population) == (22, 19_000, 3)


def test_country_with_fewer_than_20_places_has_no_quiz() -> None:
    assert "fr" in catalogue(places(20))
    assert catalogue(places(19)) == {}


@pytest.mark.parametrize(
    ("population", "bracket"),
    [
        (24_000_000, 1_000_000), (1_000_000, 1_000_000), (999_999, 500_000), (500_000, 500_000), (499_999, 100_000),
        (100_000, 100_000), (99_999, 50_000), (50_000, 50_000), (49_999, 10_000), (9_999, 5_000), (4_999, 1_000),
        (1_000, 1_000), (999, 0), (0, 0),
    ],
)  # fmt: skip
def test_population_has_its_bracket(population: int, bracket: int) -> None:
    assert BRACKETS[bracket_of(population)] == bracket


def test_brackets_contain_every_place_once() -> None:
    france = catalogue(places(5, population=2_000_000) + places(20, population=7_000) + places(3, population=0))["fr"]
    counted = {minimum: total.places for minimum, total in zip(BRACKETS, france.brackets, strict=True)}
    assert counted == {1_000_000: 5, 500_000: 0, 100_000: 0, 50_000: 0, 10_000: 0, 5_000: 20, 1_000: 0, 0: 3}
    assert sum(total.population for total in france.brackets) == france.total.population


def test_place_on_two_continents_counts_on_both_and_once_in_the_world() -> None:
    quizzes = catalogue(places(20, "RU", continents="EUAS") + places(20, "RU", continents="AS"))
    totals = {slug: quiz.total.places for slug, quiz in quizzes.items()}
    assert totals == {"world": 40, "asia": 40, "europe": 20, "ru": 40}


def test_antarctica_has_no_continent_quiz() -> None:
    assert list(catalogue(places(30, "AQ", continents="AN"))) == ["world", "aq"]


def test_regions_of_the_world_and_of_continents_are_countries() -> None:
    quizzes = catalogue(places(20) + places(30, "US", "US.CA", continents="NA"))
    assert {code: total.places for code, total in quizzes["world"].regions.items()} == {"FR": 20, "US": 30}
    assert set(quizzes["north-america"].regions) == {"US"}
    assert (quizzes["world"].region_noun, quizzes["europe"].region_noun) == ("countries", "countries")


def test_regions_of_a_country_are_its_first_level_regions() -> None:
    quizzes = catalogue(places(20, "US", "US.CA") + places(5, "US", ""))
    assert {code: total.places for code, total in quizzes["us"].regions.items()} == {"US.CA": 20, "": 5}
    assert quizzes["us"].region_noun == "states and D.C."


def test_regions_of_countries_with_1000_places_have_quizzes() -> None:
    quizzes = catalogue(places(980, "FR", "FR.11") + places(20, "FR", "FR.28"))
    normandy = quizzes["fr-normandy"]
    assert (normandy.kind, normandy.title, normandy.scope, normandy.within) == (
        "region", "Normandy", "FR.28", "France",
    )  # fmt: skip
    assert normandy.regions == {}


def test_regions_of_countries_with_fewer_places_have_no_quizzes() -> None:
    assert set(catalogue(places(979, "FR", "FR.11") + places(20, "FR", "FR.28"))) == {"world", "europe", "fr"}


def test_region_with_fewer_than_20_places_has_no_quiz() -> None:
    quizzes = catalogue(places(990, "FR", "FR.11") + places(19, "FR", "FR.28"))
    assert "fr-ile-de-france" in quizzes
    assert "fr-normandy" not in quizzes


def test_slugs_use_postal_letters_only_in_some_countries() -> None:
    assert "us-ca" in catalogue(places(1_000, "US", "US.CA"))
    assert "fr-ile-de-france" in catalogue(places(1_000, "FR", "FR.11"))  # although ISO has letters


def test_slugs_are_plain_ascii() -> None:
    areas = AREAS | {"FR.28": AreaLabel("Æ'–ß 東京 (Ş)")}
    (slug,) = [q.slug for q in build_catalogue(places(1_000, "FR", "FR.28"), areas) if q.kind == "region"]
    assert slug == "fr-ae-ss-x-s"


def test_two_quizzes_with_one_slug_are_an_error() -> None:
    counted = places(500, "FR", "FR.11") + places(500, "FR", "FR.28")
    assert len(build_catalogue(counted, AREAS)) == 5
    duplicates = AREAS | {"FR.28": AreaLabel("Ile de France")}
    with pytest.raises(ValueError, match="two quizzes have the slug fr-ile-de-france: "):
        build_catalogue(counted, duplicates)


def test_order_is_by_kind_and_population_and_for_regions_by_country() -> None:
    quizzes = catalogue(
        places(1_000, "US", "US.CA", population=10, continents="NA")
        + places(700, "FR", "FR.28", population=20)
        + places(300, "FR", "FR.11", population=500)
        + places(20, "XX", population=1_000_000, continents="AF")
    )
    assert list(quizzes) == [
        "world", "africa", "europe", "north-america", "xx", "fr", "us",
        "fr-ile-de-france", "fr-normandy", "us-ca",
    ]  # fmt: skip


def test_without_places_there_are_no_quizzes() -> None:
    assert build_catalogue([], AREAS) == []
