"""What the API answers, field by field."""

import pytest

from quizzes.tests.client import address, ask, visitor

pytestmark = pytest.mark.django_db

ENTRY = {"slug": str, "title": str, "kind": str, "places": int, "population": int}
PLACE = {
    "id": int, "name": str, "region": str, "country": str, "lat": float, "lon": float, "population": int,
}  # fmt: skip


def types(of: dict[str, object]) -> dict[str, type]:
    return {field: type(value) for field, value in of.items()}


def test_the_catalogue_lists_every_quiz_the_big_ones_first() -> None:
    entries = visitor().get("/api/v1/quizzes").json()
    assert all(types(entry) == ENTRY for entry in entries)
    slugs = [entry["slug"] for entry in entries]
    assert slugs[:2] == ["world", "asia"]
    people = [entry["population"] for entry in entries if entry["kind"] == "country"]
    assert people == sorted(people, reverse=True)
    assert len(slugs) == len(set(slugs)) > 1_000
    assert {"us", "fr", "xk", "us-ca", "ca-on", "au-nsw", "fr-ile-de-france", "de-bavaria"} <= set(slugs)
    assert {entry["kind"] for entry in entries} == {"world", "continent", "country", "region"}
    assert all(entry["places"] >= 20 for entry in entries)


def test_a_quiz_tells_its_regions_and_brackets() -> None:
    quiz = visitor().get("/api/v1/quizzes/us").json()
    assert types(quiz) == ENTRY | {
        "data_version": str, "unknown_population": int, "region_noun": str, "regions": list, "brackets": list,
    }  # fmt: skip
    assert (quiz["slug"], quiz["title"], quiz["kind"]) == ("us", "United States", "country")
    assert len(quiz["regions"]) == 51
    assert all(types(r) == {"code": str, "name": str, "places": int, "population": int} for r in quiz["regions"])
    assert {"US.IL": "Illinois"}.items() <= {r["code"]: r["name"] for r in quiz["regions"]}.items()
    assert [b["min"] for b in quiz["brackets"]] == [1_000_000, 500_000, 100_000, 50_000, 10_000, 5_000, 1_000, 0]
    assert all(types(b) == {"min": int, "places": int, "population": int} for b in quiz["brackets"])


@pytest.mark.parametrize("slug", ["world", "europe", "us", "fr", "us-ca"])
def test_the_parts_of_a_quiz_add_up(slug: str) -> None:
    quiz = visitor().get(f"/api/v1/quizzes/{slug}").json()
    for total in ("places", "population"):
        assert sum(bracket[total] for bracket in quiz["brackets"]) == quiz[total]
        if quiz["kind"] in ("world", "continent"):
            assert sum(region[total] for region in quiz["regions"]) == quiz[total]
    assert (quiz["regions"] == []) is (quiz["kind"] == "region")


def test_the_names_of_a_countrys_regions_are_unique() -> None:
    for entry in visitor().get("/api/v1/quizzes").json():
        if entry["kind"] == "country":
            names = [r["name"] for r in visitor().get(f"/api/v1/quizzes/{entry['slug']}").json()["regions"]]
            assert len(names) == len(set(names)), entry["slug"]


def test_a_hit_is_all_homonyms_of_the_quiz_largest_first() -> None:
    answer = ask("us", "portland")
    assert list(answer) == ["name", "places", "reason"]
    assert (answer["name"], answer["reason"]) == ("portland", None)
    assert all(types(place) == PLACE for place in answer["places"])
    assert (answer["places"][0]["name"], answer["places"][0]["region"]) == ("Portland", "Oregon")
    assert {"Oregon", "Maine", "Texas"} <= {place["region"] for place in answer["places"]}
    people = [place["population"] for place in answer["places"]]
    assert people == sorted(people, reverse=True)
    assert {place["country"] for place in answer["places"]} == {"US"}


def test_the_region_of_a_place_is_one_of_the_quizs() -> None:
    regions = {region["name"] for region in visitor().get("/api/v1/quizzes/us").json()["regions"]}
    assert {place["region"] for place in ask("us", "springfield")["places"]} <= regions


def test_the_guess_comes_back_as_typed() -> None:
    assert ask("us", "  PORTLAND,   me ")["name"] == "  PORTLAND,   me "
    assert ask("world", "ケルン")["name"] == "ケルン"


@pytest.mark.parametrize(
    ("quiz", "guess", "reason", "secrets"),
    [
        ("world", "Lonndon", "near", ["London"]),
        ("fr", "Berlin", "outside", ["Germany", "DE", "2950159"]),
        ("us-ny", "Queens", "section", ["New York", "5128581"]),
        ("fr", "France", "area", ["Paris"]),
        ("world", "qqzzylburg", "unknown", []),
    ],
)
def test_a_miss_says_why_and_nothing_else(quiz: str, guess: str, reason: str, secrets: list[str]) -> None:
    response = visitor().get(address(quiz, guess))
    assert response.json() == {"name": guess, "places": [], "reason": reason}
    assert not [secret for secret in secrets if secret in response.content.decode()]


def test_a_section_belongs_to_municipalities() -> None:
    assert 5110302 not in {place["id"] for place in ask("us", "Brooklyn")["places"]}
    answer = ask("us", "Manhattan", what="sections")
    assert answer["name"] == "Manhattan"
    assert 5128581 in answer["of"]
    assert ask("us", "Portland", what="sections") == {"name": "Portland", "of": []}
    assert ask("fr", "Manhattan", what="sections") == {"name": "Manhattan", "of": []}
