"""The content of the API's responses, field by field."""

import pytest

from quizzes.tests.client import get_match, match_url, visitor

pytestmark = pytest.mark.django_db

ENTRY = {"slug": str, "title": str, "kind": str, "places": int, "population": int}
PLACE = {
    "id": int, "name": str, "region": str, "country": str, "lat": float, "lon": float, "population": int,
}  # fmt: skip


def types(body: dict[str, object]) -> dict[str, type]:
    return {field: type(value) for field, value in body.items()}


def test_catalogue_lists_every_quiz_largest_first() -> None:
    entries = visitor().get("/api/v1/quizzes").json()
    assert all(types(entry) == ENTRY for entry in entries)
    slugs = [entry["slug"] for entry in entries]
    assert slugs[:2] == ["world", "asia"]
    populations = [entry["population"] for entry in entries if entry["kind"] == "country"]
    assert populations == sorted(populations, reverse=True)
    assert len(slugs) == len(set(slugs)) > 1_000
    assert {"us", "fr", "xk", "us-ca", "ca-on", "au-nsw", "fr-ile-de-france", "de-bavaria"} <= set(slugs)
    assert {entry["kind"] for entry in entries} == {"world", "continent", "country", "region"}
    assert all(entry["places"] >= 20 for entry in entries)


def test_quiz_has_its_regions_and_brackets() -> None:
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
def test_totals_of_regions_and_brackets_add_up(slug: str) -> None:
    quiz = visitor().get(f"/api/v1/quizzes/{slug}").json()
    for total in ("places", "population"):
        assert sum(bracket[total] for bracket in quiz["brackets"]) == quiz[total]
        if quiz["kind"] in ("world", "continent"):
            assert sum(region[total] for region in quiz["regions"]) == quiz[total]
    assert (quiz["regions"] == []) is (quiz["kind"] == "region")


def test_names_of_a_countrys_regions_are_unique() -> None:
    for entry in visitor().get("/api/v1/quizzes").json():
        if entry["kind"] == "country":
            names = [r["name"] for r in visitor().get(f"/api/v1/quizzes/{entry['slug']}").json()["regions"]]
            assert len(names) == len(set(names)), entry["slug"]


def test_hit_has_all_homonyms_of_the_quiz_largest_first() -> None:
    answer = get_match("us", "portland")
    assert list(answer) == ["name", "places", "reason"]
    assert (answer["name"], answer["reason"]) == ("portland", None)
    assert all(types(place) == PLACE for place in answer["places"])
    assert (answer["places"][0]["name"], answer["places"][0]["region"]) == ("Portland", "Oregon")
    assert {"Oregon", "Maine", "Texas"} <= {place["region"] for place in answer["places"]}
    populations = [place["population"] for place in answer["places"]]
    assert populations == sorted(populations, reverse=True)
    assert {place["country"] for place in answer["places"]} == {"US"}


def test_region_of_a_place_is_a_region_of_the_quiz() -> None:
    regions = {region["name"] for region in visitor().get("/api/v1/quizzes/us").json()["regions"]}
    assert {place["region"] for place in get_match("us", "springfield")["places"]} <= regions


def test_guess_is_returned_as_typed() -> None:
    assert get_match("us", "  PORTLAND,   me ")["name"] == "  PORTLAND,   me "
    assert get_match("world", "ケルン")["name"] == "ケルン"


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
def test_miss_has_a_reason_and_reveals_nothing_else(quiz: str, guess: str, reason: str, secrets: list[str]) -> None:
    response = visitor().get(match_url(quiz, guess))
    assert response.json() == {"name": guess, "places": [], "reason": reason}
    assert not [secret for secret in secrets if secret in response.content.decode()]


def test_section_has_the_ids_of_its_municipalities() -> None:
    assert 5110302 not in {place["id"] for place in get_match("us", "Brooklyn")["places"]}
    answer = get_match("us", "Manhattan", endpoint="sections")
    assert answer["name"] == "Manhattan"
    assert 5128581 in answer["of"]
    assert get_match("us", "Portland", endpoint="sections") == {"name": "Portland", "of": []}
    assert get_match("fr", "Manhattan", endpoint="sections") == {"name": "Manhattan", "of": []}
