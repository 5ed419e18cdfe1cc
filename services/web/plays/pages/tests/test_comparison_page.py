"""Two plays compared: by a pasted link, and only where they can be."""

from collections.abc import Callable
from typing import Any

import pytest

from places.models import Place
from plays.pages.comparison import pasted_id
from plays.pages.tests.page_text import page, part, words
from plays.tests.factories import BERLIN, CHICAGO, LOS_ANGELES, NEW_YORK, PORTLAND, saved
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Any:
    return saved(places=[CHICAGO, NEW_YORK, LOS_ANGELES])


@pytest.fixture
def theirs() -> Any:
    return saved(places=[PORTLAND, NEW_YORK])


def test_what_only_one_has_and_what_both_have(ours: Any, theirs: Any) -> None:
    html = page(f"/plays/{ours['id']}/with/{theirs['id']}")
    table = part(html, "shares")
    for row in ("Only A 2", "Both 1", "Only B 1"):
        assert row in table
    assert "A : 3 places" in words(html)
    assert "B : 2 places" in words(html)
    assert "Los Angeles California" in part(html, ["index", " id=", "only-a"][0])
    text = words(html)
    assert text.index("Only A: 2 places") < text.index("Los Angeles") < text.index("Both: 1 place")
    assert text.index("Both: 1 place") < text.index("New York City") < text.index("Only B: 1 place")
    assert text.index("Only B: 1 place") < text.index("Portland Oregon")
    assert '<meta name="robots" content="noindex">' in html


def test_what_does_not_count_today_is_left_out_of_both(ours: Any, theirs: Any, new_data: Callable[[], None]) -> None:
    Place.objects.filter(id=NEW_YORK).update(retired=True)
    new_data()
    html = page(f"/plays/{ours['id']}/with/{theirs['id']}")
    assert "Both 0" in part(html, "shares")
    assert "Left out: 1 place that does not count in it" in words(html)
    assert "New York City" not in words(html)


@pytest.mark.parametrize(
    "pasted",
    ["{id}", " {id}\n", "https://toponaut.example/plays/{id}", "http://other:8080/plays/{id}?missed=1#missed",
     "look: https://toponaut.example/pl\n ays/{id} ", "/plays/{id}/"],
)  # fmt: skip
def test_a_pasted_link_leads_to_the_comparison(ours: Any, theirs: Any, pasted: str) -> None:
    response = visitor().get(f"/plays/{ours['id']}/compare", {"with": pasted.format(id=theirs["id"])})
    assert response.status_code == 302
    assert response["Location"] == f"/plays/{ours['id']}/with/{theirs['id']}"


@pytest.mark.parametrize("pasted", ["", "x", "https://toponaut.example/quizzes/us", "2222222222", "<script>", "\x00"])
def test_what_is_no_link_is_said_and_kept_in_the_form(ours: Any, pasted: str) -> None:
    response = visitor().get(f"/plays/{ours['id']}/compare", {"with": pasted})
    assert response.status_code == 400
    text = response.content.decode()
    assert "That is no link to a play" in text
    assert "<script>" not in text
    assert response["Cache-Control"] == "no-store"


def test_an_unknown_play_is_said(ours: Any) -> None:
    assert "There is no play at that link" in page(f"/plays/{ours['id']}/compare?with=22222222222", 404)
    assert "No play here" in page(f"/plays/{ours['id']}/with/22222222222", 404)
    assert "No play here" in page(f"/plays/22222222222/with/{ours['id']}", 404)


def test_a_play_of_another_quiz_is_said(ours: Any) -> None:
    other = saved(quiz="de", places=[BERLIN])
    for path in (f"/plays/{ours['id']}/compare?with={other['id']}", f"/plays/{ours['id']}/with/{other['id']}"):
        assert "a play of another quiz" in page(path, 400)


def test_a_play_and_itself_are_no_two(ours: Any) -> None:
    for path in (f"/plays/{ours['id']}/compare?with={ours['id']}", f"/plays/{ours['id']}/with/{ours['id']}"):
        assert "this very play" in page(path, 400)


def test_the_form_by_itself_is_no_error(ours: Any) -> None:
    html = page(f"/plays/{ours['id']}/compare")
    assert 'name="with"' in html
    assert "problem" not in html


def test_an_id_is_found_in_a_link_of_any_kind() -> None:
    assert pasted_id("https://x.example/prefix/plays/abcdefghijk/with/zzzzzzzzzzz") == "abcdefghijk"
    assert pasted_id("abc def ghijk") == "abcdefghijk"
    assert pasted_id("abcdefghij") is None
