"""The list of places on a play's page can be reordered and paged through by links alone."""

import pytest

from plays.pages.tests.page_text import get_page, listed_names
from plays.tests.factories import CHICAGO, LOS_ANGELES, NEW_YORK, create_play

pytestmark = pytest.mark.django_db


@pytest.fixture
def path() -> str:
    return f"/plays/{create_play(places=[CHICAGO, NEW_YORK, LOS_ANGELES])['id']}"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Chicago", "Los Angeles", "New York City"]),
        ("?order=size", ["New York City", "Los Angeles", "Chicago"]),
        ("?order=area", ["Los Angeles", "Chicago", "New York City"]),
        ("?order=named", ["Chicago", "New York City", "Los Angeles"]),
        ("?order=nonsense&page=7", ["Chicago", "Los Angeles", "New York City"]),
    ],
)
def test_the_list_has_the_requested_order(path: str, order: str, expected: list[str]) -> None:
    assert listed_names(get_page(path + order)) == expected


def test_each_order_has_a_link_and_the_current_one_is_marked(path: str) -> None:
    index = get_page(f"{path}?order=size")
    for order, label in (("name", "by name"), ("area", "by state"), ("named", "as named")):
        assert f'<a href="?order={order}#places" rel="nofollow">{label}</a>' in index
    assert 'rel="nofollow" aria-current="true">by size</a>' in index


def test_a_long_list_has_several_pages(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "page=" not in get_page(path)
    monkeypatch.setattr("plays.pages.pagination.PLACES_PER_PAGE", 2)
    assert listed_names(get_page(f"{path}?order=named")) == ["Chicago", "New York City"]
    second = get_page(f"{path}?order=named&page=2")
    assert listed_names(second) == ["Los Angeles"]
    assert "<small>3</small>" in second
    assert 'href="?order=named&amp;page=1#places"' in second
    assert "3–3" in second
