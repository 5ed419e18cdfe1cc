"""Rules of the match that tests/contract/match_cases.tsv cannot cover, on fictional places added to the real ones."""

from typing import Any

import pytest

from places.models import Place, PlaceName
from places.near_misses import NearMissFilter
from quizzes.matching import (
    MIN_POPULATION_RATIO_FOR_ALTERNATE_NAME,
    MIN_POPULATION_RATIO_FOR_HINT_BESIDE_HIT,
    MatchResult,
    match,
    sections_of,
)
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db

KEY = "qqzzylburg"  # no place in the world has this or a similar name


def add_place(id_: int, key: str = KEY, *, main: bool = True, population: int = 1_000, **fields: Any) -> None:
    """Add a fictional place in Illinois with one name."""
    area = {"country": "US", "region": "US.IL", "region_name": "Illinois", "continents": "NA"}
    other_fields = {"lat": 40.0, "lon": -90.0, "english": "", "section": False, "retired": False}
    Place.objects.create(id=id_, name=f"Fictional {id_}", population=population, **{**area, **other_fields, **fields})
    PlaceName.objects.create(key=key, place_id=id_, main=main)


def matched(guess: str = KEY, quiz: str = "us", *near_keys: str) -> MatchResult:
    near_filter = NearMissFilter()
    near_filter.add(near_keys)
    return match(Quiz.objects.get(slug=quiz), guess, near_filter)


def matched_ids(guess: str = KEY, quiz: str = "us") -> list[int]:
    return [place.id for place in matched(guess, quiz).places]


def test_fictional_name_is_unknown() -> None:
    assert matched(quiz="world") == MatchResult([], "unknown")


def test_homonyms_are_sorted_largest_first() -> None:
    for id_, population in ((1, 10), (2, 1_000), (3, 100)):
        add_place(id_, population=population)
    assert matched_ids() == [2, 3, 1]


def test_homonyms_of_equal_size_are_sorted_by_id() -> None:
    for id_ in (3, 1, 2):
        add_place(id_)
    assert matched_ids() == [1, 2, 3]


def test_place_with_two_matching_keys_is_found_once() -> None:
    add_place(1, "saintqqzzyl")
    PlaceName.objects.create(key="stqqzzyl", place_id=1, main=True)
    assert matched_ids("Saint Qqzzyl") == [1]


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        pytest.param(1_000 * MIN_POPULATION_RATIO_FOR_ALTERNATE_NAME - 1, [1], id="not 10 times larger"),
        pytest.param(1_000 * MIN_POPULATION_RATIO_FOR_ALTERNATE_NAME, [2, 1], id="10 times larger"),
    ],
)
def test_alternate_name_counts_beside_a_main_name_only_on_a_much_larger_place(
    population: int, expected: list[int]
) -> None:
    add_place(1, population=1_000)
    add_place(2, main=False, population=population)
    assert matched_ids() == expected


def test_alternate_name_counts_without_a_main_name() -> None:
    add_place(1, main=False, population=10)
    assert matched_ids() == [1]


def test_main_name_outside_the_quiz_does_not_count() -> None:
    add_place(1, population=50_000_000, country="CN", region="CN.22", continents="AS")
    add_place(2, main=False, population=10)
    assert matched_ids() == [2]
    assert matched_ids(quiz="world") == [1]


def test_place_is_a_hit_only_in_quizzes_that_contain_it() -> None:
    add_place(1)
    assert matched_ids(quiz="us-il") == matched_ids(quiz="north-america") == matched_ids(quiz="world") == [1]
    assert matched(quiz="us-ca") == MatchResult([], "outside")
    assert matched(quiz="europe") == MatchResult([], "outside")


def test_place_on_two_continents_is_in_both_quizzes() -> None:
    add_place(1, continents="EUAS", country="TR", region="TR.34")
    assert matched_ids(quiz="europe") == matched_ids(quiz="asia") == [1]
    assert matched(quiz="africa").reason == "outside"


def test_section_is_never_a_hit() -> None:
    add_place(1, section=True, section_of=5128581, population=5_000_000)
    assert matched() == MatchResult([], "section")
    assert matched(quiz="world") == MatchResult([], "section")
    add_place(2, population=1)
    assert matched_ids() == [2]


def test_section_outside_the_quiz_is_outside() -> None:
    add_place(1, section=True, section_of=5128581)
    assert matched(quiz="us-ca") == MatchResult([], "outside")


def test_retired_place_is_never_a_hit() -> None:
    add_place(1)
    assert matched_ids() == [1]
    Place.objects.filter(id=1).update(retired=True)
    assert matched() == MatchResult([], "unknown")


@pytest.mark.parametrize(
    "guess", [f"{KEY}, IL", f"{KEY} Illinois", f"{KEY} il usa", f"{KEY}, United States", f"{KEY} (Illinois)"]
)
def test_suffix_selects_the_place_in_that_area(guess: str) -> None:
    add_place(1, population=10)
    add_place(2, population=1_000, region="US.CA", region_name="California")
    assert matched_ids() == [2, 1]
    assert matched_ids(guess)[-1] == 1
    assert (2 in matched_ids(guess)) is ("United" in guess)


@pytest.mark.parametrize(
    "guess", [f"{KEY}, Maine", f"{KEY} France", f"{KEY} nonsense", f"Illinois {KEY}", f"{KEY} IL FR"]
)
def test_suffix_of_another_area_selects_no_place(guess: str) -> None:
    add_place(1)
    assert matched_ids() == [1]
    assert matched(guess) == MatchResult([], "unknown")


def test_suffix_may_be_a_region_with_a_long_name() -> None:
    add_place(1, country="SI", region="SI.P7", region_name="Municipality of Sveti Jurij v Slovenskih Goricah")
    assert matched_ids(f"{KEY}, Municipality of Sveti Jurij v Slovenskih Goricah, Slovenia", "world") == [1]


def test_name_before_a_country_is_a_regions_name() -> None:
    add_place(1, country="MX", region="MX.15", region_name="México", population=10)
    add_place(2, country="MX", region="MX.22", region_name="Querétaro")
    assert matched_ids(f"{KEY}, México", "world") == [2, 1]
    assert matched_ids(f"{KEY}, México, Mexico", "world") == [1]


def test_suffix_may_be_outside_the_quiz() -> None:
    add_place(1)
    assert matched(f"{KEY}, Illinois", "us-ca") == MatchResult([], "outside")


def test_guess_one_letter_off_a_town_is_near() -> None:
    add_place(1, population=1_000)
    assert matched("qqzzylbur", "us", KEY) == MatchResult([], "near")


@pytest.mark.parametrize(
    ("fields", "quiz"),
    [
        pytest.param({"population": 999}, "us", id="a hamlet"),
        pytest.param({"section": True}, "us", id="a section"),
        pytest.param({"retired": True}, "us", id="a retired place"),
        pytest.param({}, "us-ca", id="a place outside the quiz"),
    ],
)
def test_guess_one_letter_off_anything_else_is_unknown(fields: dict[str, Any], quiz: str) -> None:
    add_place(1, **fields)
    assert matched("qqzzylbur", quiz, KEY) == MatchResult([], "unknown")


def test_near_place_must_be_ten_times_larger_than_the_named_place() -> None:
    add_place(1, "qqzzylbur", population=1_000, country="FR", region="FR.11", continents="EU")
    add_place(2, population=9_999)
    assert matched("qqzzylbur", "us", KEY).reason == "outside"
    Place.objects.filter(id=2).update(population=10_000)
    assert matched("qqzzylbur", "us", KEY).reason == "near"


@pytest.mark.parametrize(
    ("population", "main", "reason"),
    [
        pytest.param(MIN_POPULATION_RATIO_FOR_HINT_BESIDE_HIT * 50, True, "near", id="100 times larger"),
        pytest.param(MIN_POPULATION_RATIO_FOR_HINT_BESIDE_HIT * 50 - 1, True, None, id="not 100 times larger"),
        pytest.param(MIN_POPULATION_RATIO_FOR_HINT_BESIDE_HIT * 50, False, None, id="only an alternate name"),
    ],
)
def test_hit_on_a_tiny_place_has_a_hint_at_a_huge_one(population: int, main: bool, reason: str | None) -> None:  # noqa: FBT001
    add_place(1, "qqzzylbur", population=50)
    add_place(2, population=population, main=main)
    result = matched("qqzzylbur", "us", KEY)
    assert ([place.id for place in result.places], result.reason) == ([1], reason)


@pytest.mark.parametrize(
    ("guess", "quiz"), [("France", "fr"), ("Massachusetts", "us"), ("Bavaria", "de"), ("日本", "world")]
)
def test_name_of_a_country_or_region_is_an_area(guess: str, quiz: str) -> None:
    assert matched(guess, quiz) == MatchResult([], "area")


def test_letters_of_a_region_are_not_an_area() -> None:
    assert matched("USA", "us").reason == "area"
    assert matched("ILL.", "us").reason != "area"


@pytest.mark.parametrize("guess", ["", "   ", "!!!", "\u200b"])
def test_guess_without_letters_is_unknown(guess: str) -> None:
    assert matched(guess, "world") == MatchResult([], "unknown")


def test_sections_have_the_ids_of_their_municipalities() -> None:
    add_place(1, section=True, section_of=42)
    add_place(2, section=True, section_of=41)
    add_place(3, section=True, section_of=None)
    add_place(4)
    us, california = (Quiz.objects.get(slug=slug) for slug in ("us", "us-ca"))
    assert sections_of(us, KEY) == [41, 42]
    assert sections_of(california, KEY) == []
    assert sections_of(us, "nowhere at all") == []
