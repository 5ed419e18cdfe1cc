"""Rules of the match that the case file cannot tell apart, on made-up places among the real ones."""

from typing import Any

import pytest

from places.models import Place, PlaceName
from places.near import NearFilter
from quizzes.matching import ALTERNATE_WINS, NEAR_TIMES_OF_HIT, Answer, match, sections_of
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db

KEY = "qqzzylburg"  # no place of the world is called so, nor nearly so


def put(id_: int, key: str = KEY, *, main: bool = True, population: int = 1_000, **fields: Any) -> int:
    """A made-up place of Illinois with one name; returns its id."""
    where = {"country": "US", "region": "US.IL", "region_name": "Illinois", "continents": "NA"}
    spot = {"lat": 40.0, "lon": -90.0, "english": "", "section": False, "retired": False}
    Place.objects.create(id=id_, name=f"Made-up {id_}", population=population, **{**where, **spot, **fields})
    PlaceName.objects.create(key=key, place_id=id_, main=main)
    return id_


def answer(guess: str = KEY, quiz: str = "us", *near: str) -> Answer:
    known = NearFilter()
    known.add(near)
    return match(Quiz.objects.get(slug=quiz), guess, known)


def found(guess: str = KEY, quiz: str = "us") -> list[int]:
    return [place.id for place in answer(guess, quiz).places]


def test_the_made_up_name_is_nobodys() -> None:
    assert answer(quiz="world") == Answer([], "unknown")


def test_homonyms_come_largest_first() -> None:
    assert [put(1, population=10), put(2, population=1_000), put(3, population=100)]
    assert found() == [2, 3, 1]


def test_equal_homonyms_come_in_the_order_of_their_ids() -> None:
    assert [put(3), put(1), put(2)]
    assert found() == [1, 2, 3]


def test_a_place_is_found_once_under_two_keys() -> None:
    put(1, "saintqqzzyl")
    PlaceName.objects.create(key="stqqzzyl", place_id=1, main=True)
    assert found("Saint Qqzzyl") == [1]


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        pytest.param(1_000 * ALTERNATE_WINS - 1, [1], id="not 10 times larger"),
        pytest.param(1_000 * ALTERNATE_WINS, [2, 1], id="10 times larger"),
    ],
)
def test_another_name_gives_way_to_a_main_one_unless_its_place_is_far_larger(
    population: int, expected: list[int]
) -> None:
    put(1, population=1_000)
    put(2, main=False, population=population)
    assert found() == expected


def test_another_name_counts_where_there_is_no_main_one() -> None:
    put(1, main=False, population=10)
    assert found() == [1]


def test_a_main_name_elsewhere_does_not_count() -> None:
    put(1, population=50_000_000, country="CN", region="CN.22", continents="AS")
    put(2, main=False, population=10)
    assert found() == [2]
    assert found(quiz="world") == [1]


def test_the_quiz_decides() -> None:
    put(1)
    assert found(quiz="us-il") == found(quiz="north-america") == found(quiz="world") == [1]
    assert answer(quiz="us-ca") == Answer([], "outside")
    assert answer(quiz="europe") == Answer([], "outside")


def test_a_place_on_two_continents_is_in_both() -> None:
    put(1, continents="EUAS", country="TR", region="TR.34")
    assert found(quiz="europe") == found(quiz="asia") == [1]
    assert answer(quiz="africa").reason == "outside"


def test_a_section_is_never_a_hit() -> None:
    put(1, section=True, section_of=5128581, population=5_000_000)
    assert answer() == Answer([], "section")
    assert answer(quiz="world") == Answer([], "section")
    put(2, population=1)
    assert found() == [2]


def test_a_section_outside_is_outside() -> None:
    put(1, section=True, section_of=5128581)
    assert answer(quiz="us-ca") == Answer([], "outside")


def test_a_retired_place_is_never_a_hit() -> None:
    put(1)
    assert found() == [1]
    Place.objects.filter(id=1).update(retired=True)
    assert answer() == Answer([], "unknown")


@pytest.mark.parametrize(
    "guess", [f"{KEY}, IL", f"{KEY} Illinois", f"{KEY} il usa", f"{KEY}, United States", f"{KEY} (Illinois)"]
)
def test_a_suffix_picks_the_one_that_lies_there(guess: str) -> None:
    put(1, population=10)
    put(2, population=1_000, region="US.CA", region_name="California")
    assert found() == [2, 1]
    assert found(guess)[-1] == 1
    assert (2 in found(guess)) is ("United" in guess)


@pytest.mark.parametrize(
    "guess", [f"{KEY}, Maine", f"{KEY} France", f"{KEY} nonsense", f"Illinois {KEY}", f"{KEY} IL FR"]
)
def test_a_suffix_of_elsewhere_picks_none(guess: str) -> None:
    put(1)
    assert found() == [1]
    assert answer(guess) == Answer([], "unknown")


def test_a_region_may_have_a_long_name() -> None:
    put(1, country="SI", region="SI.P7", region_name="Municipality of Sveti Jurij v Slovenskih Goricah")
    assert found(f"{KEY}, Municipality of Sveti Jurij v Slovenskih Goricah, Slovenia", "world") == [1]


def test_before_a_country_the_name_of_a_region_is_not_the_countrys() -> None:
    put(1, country="MX", region="MX.15", region_name="México", population=10)
    put(2, country="MX", region="MX.22", region_name="Querétaro")
    assert found(f"{KEY}, México", "world") == [2, 1]
    assert found(f"{KEY}, México, Mexico", "world") == [1]


def test_a_suffix_may_lie_outside_the_quiz() -> None:
    put(1)
    assert answer(f"{KEY}, Illinois", "us-ca") == Answer([], "outside")


def test_one_letter_off_a_town_is_near() -> None:
    put(1, population=1_000)
    assert answer("qqzzylbur", "us", KEY) == Answer([], "near")


@pytest.mark.parametrize(
    ("fields", "quiz"),
    [
        pytest.param({"population": 999}, "us", id="a hamlet"),
        pytest.param({"section": True}, "us", id="a section"),
        pytest.param({"retired": True}, "us", id="a retired place"),
        pytest.param({}, "us-ca", id="a place outside the quiz"),
    ],
)
def test_one_letter_off_something_else_is_unknown(fields: dict[str, Any], quiz: str) -> None:
    put(1, **fields)
    assert answer("qqzzylbur", quiz, KEY) == Answer([], "unknown")


def test_near_must_be_ten_times_larger_than_what_the_guess_names() -> None:
    put(1, "qqzzylbur", population=1_000, country="FR", region="FR.11", continents="EU")
    put(2, population=9_999)
    assert answer("qqzzylbur", "us", KEY).reason == "outside"
    Place.objects.filter(id=2).update(population=10_000)
    assert answer("qqzzylbur", "us", KEY).reason == "near"


@pytest.mark.parametrize(
    ("population", "main", "reason"),
    [
        pytest.param(NEAR_TIMES_OF_HIT * 50, True, "near", id="100 times larger"),
        pytest.param(NEAR_TIMES_OF_HIT * 50 - 1, True, None, id="not 100 times larger"),
        pytest.param(NEAR_TIMES_OF_HIT * 50, False, None, id="only another name"),
    ],
)
def test_a_hit_on_a_tiny_place_hints_at_a_huge_one(population: int, main: bool, reason: str | None) -> None:  # noqa: FBT001
    put(1, "qqzzylbur", population=50)
    put(2, population=population, main=main)
    given = answer("qqzzylbur", "us", KEY)
    assert ([place.id for place in given.places], given.reason) == ([1], reason)


@pytest.mark.parametrize(
    ("guess", "quiz"), [("France", "fr"), ("Massachusetts", "us"), ("Bavaria", "de"), ("日本", "world")]
)
def test_an_area_is_no_place(guess: str, quiz: str) -> None:
    assert answer(guess, quiz) == Answer([], "area")


def test_letters_alone_are_no_area() -> None:
    assert answer("USA", "us").reason == "area"
    assert answer("ILL.", "us").reason != "area"


@pytest.mark.parametrize("guess", ["", "   ", "!!!", "\u200b"])
def test_no_letters_are_unknown(guess: str) -> None:
    assert answer(guess, "world") == Answer([], "unknown")


def test_the_municipality_of_a_section_is_told_by_its_id() -> None:
    put(1, section=True, section_of=42)
    put(2, section=True, section_of=41)
    put(3, section=True, section_of=None)
    put(4)
    us, california = (Quiz.objects.get(slug=slug) for slug in ("us", "us-ca"))
    assert sections_of(us, KEY) == [41, 42]
    assert sections_of(california, KEY) == []
    assert sections_of(us, "nowhere at all") == []
