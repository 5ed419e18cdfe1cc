"""The comparison of two plays, and the form that takes the link of the second."""

from collections.abc import Callable
from typing import Any

import pytest

from places.models import Place
from plays.pages.comparison import parse_play_id
from plays.pages.tests.page_text import get_page, section_text, visible_text
from plays.tests.factories import BERLIN, CHICAGO, LOS_ANGELES, NEW_YORK, PORTLAND, create_play
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Any:
    return create_play(places=[CHICAGO, NEW_YORK, LOS_ANGELES])


@pytest.fixture
def second() -> Any:
    return create_play(places=[PORTLAND, NEW_YORK])


def test_the_page_shows_the_places_of_only_one_play_and_of_both(first: Any, second: Any) -> None:
    html = get_page(f"/plays/{first['id']}/with/{second['id']}")
    table = section_text(html, "shares")
    for row in ("Only A 2", "Both 1", "Only B 1"):
        assert row in table
    assert "A : 3 places" in visible_text(html)
    assert "B : 2 places" in visible_text(html)
    assert "Los Angeles California" in section_text(html, "index")
    text = visible_text(html)
    assert text.index("Only A: 2 places") < text.index("Los Angeles") < text.index("Both: 1 place")
    assert text.index("Both: 1 place") < text.index("New York City") < text.index("Only B: 1 place")
    assert text.index("Only B: 1 place") < text.index("Portland Oregon")
    assert '<meta name="robots" content="noindex">' in html


def test_places_that_no_longer_count_are_left_out(first: Any, second: Any, new_data: Callable[[], None]) -> None:
    Place.objects.filter(id=NEW_YORK).update(retired=True)
    new_data()
    html = get_page(f"/plays/{first['id']}/with/{second['id']}")
    assert "Both 0" in section_text(html, "shares")
    assert "Left out: 1 place that does not count in it" in visible_text(html)
    assert "New York City" not in visible_text(html)


@pytest.mark.parametrize(
    "pasted",
    ["{id}", " {id}\n", "https://toponaut.example/plays/{id}", "http://other:8080/plays/{id}?missed=1#missed",
     "look: https://toponaut.example/pl\n ays/{id} ", "/plays/{id}/"],
)  # fmt: skip
def test_a_pasted_link_redirects_to_the_comparison(first: Any, second: Any, pasted: str) -> None:
    response = visitor().get(f"/plays/{first['id']}/compare", {"with": pasted.format(id=second["id"])})
    assert response.status_code == 302
    assert response["Location"] == f"/plays/{first['id']}/with/{second['id']}"


@pytest.mark.parametrize("pasted", ["", "x", "https://toponaut.example/quizzes/us", "2222222222", "<script>", "\x00"])
def test_a_text_without_a_link_is_refused(first: Any, pasted: str) -> None:
    response = visitor().get(f"/plays/{first['id']}/compare", {"with": pasted})
    assert response.status_code == 400
    text = response.content.decode()
    assert "That is not a link to a play" in text
    assert "<script>" not in text
    assert response["Cache-Control"] == "no-store"


def test_an_unknown_play_is_reported(first: Any) -> None:
    assert "There is no play at that link" in get_page(f"/plays/{first['id']}/compare?with=22222222222", 404)
    assert "No play here" in get_page(f"/plays/{first['id']}/with/22222222222", 404)
    assert "No play here" in get_page(f"/plays/22222222222/with/{first['id']}", 404)


def test_a_play_of_another_quiz_is_refused(first: Any) -> None:
    other = create_play(quiz="de", places=[BERLIN])
    for path in (
        f"/plays/{first['id']}/compare?with={other['id']}",
        f"/plays/{first['id']}/with/{other['id']}",
    ):
        assert "a play of another quiz" in get_page(path, 400)


def test_a_play_is_not_compared_with_itself(first: Any) -> None:
    for path in (
        f"/plays/{first['id']}/compare?with={first['id']}",
        f"/plays/{first['id']}/with/{first['id']}",
    ):
        assert "this very play" in get_page(path, 400)


def test_the_form_alone_shows_no_problem(first: Any) -> None:
    html = get_page(f"/plays/{first['id']}/compare")
    assert 'name="with"' in html
    assert "problem" not in html


def test_the_id_is_found_in_any_kind_of_link() -> None:
    assert parse_play_id("https://x.example/prefix/plays/abcdefghijk/with/zzzzzzzzzzz") == "abcdefghijk"
    assert parse_play_id("abc def ghijk") == "abcdefghijk"
    assert parse_play_id("abcdefghij") is None
