"""All places of a play on its page: in every order, by links alone, and in parts where they are too many."""

import pytest

from plays.pages.tests.page_text import names, page
from plays.tests.factories import CHICAGO, LOS_ANGELES, NEW_YORK, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def path() -> str:
    return f"/plays/{saved(places=[CHICAGO, NEW_YORK, LOS_ANGELES])['id']}"


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
def test_the_list_in_every_order(path: str, order: str, expected: list[str]) -> None:
    assert names(page(path + order)) == expected


def test_each_order_is_a_link_and_the_present_one_says_so(path: str) -> None:
    index = page(f"{path}?order=size")
    for order, label in (("name", "by name"), ("area", "by state"), ("named", "as named")):
        assert f'<a href="?order={order}#places" rel="nofollow">{label}</a>' in index
    assert 'rel="nofollow" aria-current="true">by size</a>' in index


def test_a_list_too_long_for_one_page_comes_in_parts(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "page=" not in page(path)
    monkeypatch.setattr("plays.pages.pagination.PAGE", 2)
    assert names(page(f"{path}?order=named")) == ["Chicago", "New York City"]
    second = page(f"{path}?order=named&page=2")
    assert names(second) == ["Los Angeles"]
    assert "<small>3</small>" in second
    assert 'href="?order=named&amp;page=1#places"' in second
    assert "3–3" in second
