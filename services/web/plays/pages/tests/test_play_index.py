"""The index of a play is what plain Python finds in its places, which the database filters and the index sorts."""

import functools
import random
from collections.abc import Sequence

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Place
from places.names import tokens
from plays.etag import etag_value
from plays.models import Play, unpack
from plays.pages.formatting import bracket_label
from plays.pages.place_entries import PlaceEntry, place_entries
from plays.pages.place_order import ORDERS
from plays.pages.play_index import EXTREMES, compute_index
from plays.pages.tests.page_text import get_page, listed_names
from plays.tests.factories import CHICAGO, NEW_YORK, PLAYS, PORTLAND, change_body, create_play, send
from quizzes.catalogue import BRACKETS
from quizzes.current_data import current_data
from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["world", "europe", "us", "us-il", None])
def quiz(request: pytest.FixtureRequest) -> Quiz | None:
    return Quiz.objects.get(slug=request.param) if request.param else None


@pytest.fixture(params=range(3))
def ids(request: pytest.FixtureRequest, quiz: Quiz | None) -> list[int]:
    """A random play of places of the quiz, and of sections, retired places and places of other areas.

    Many have the same name or the same population.
    """
    rng = random.Random(request.param)  # noqa: S311 - not a secret
    named = list({place for part in _kinds_of_places() for place in rng.sample(part, min(60, len(part)))})
    rng.shuffle(named)
    Place.objects.filter(id__in=named[::10]).update(retired=True)
    return named


def test_scores_and_tables_are_those_of_the_places_that_count(ids: list[int], quiz: Quiz | None) -> None:
    index, entries = compute_index(ids, quiz), place_entries(ids, quiz)
    counted = [entry for entry in entries if entry.status == "counted"]
    assert len(counted) > 20 or quiz is None
    assert index.score == (len(counted), sum(entry.population for entry in counted))
    assert index.places == len(ids)
    assert index.left_count == sum(entry.status == "left" for entry in entries) > 0
    assert index.elsewhere_count == sum(entry.status == "elsewhere" for entry in entries) > 0
    assert index.uncounted == {entry.id for entry in entries} - {entry.id for entry in counted}
    assert {row.label: row.named for row in index.brackets} == _named_by_bracket(counted, quiz)
    for row in index.areas:
        inside = [entry.population for entry in counted if entry.area == row.code]
        assert (row.named, row.named_population) == (len(inside), sum(inside))


def test_the_extremes_are_in_the_order_of_naming_where_they_are_equal(ids: list[int], quiz: Quiz | None) -> None:
    index = compute_index(ids, quiz)
    counted = [entry for entry in place_entries(ids, quiz) if entry.status == "counted"]
    assert index.largest == sorted(counted, key=lambda entry: -entry.population)[:EXTREMES]
    known = [entry for entry in counted if entry.population]
    assert index.smallest == sorted(known, key=lambda entry: entry.population)[:EXTREMES]


def test_the_orders_hold_every_place_sorted(ids: list[int], quiz: Quiz | None) -> None:
    index, entries = compute_index(ids, quiz), place_entries(ids, quiz)
    names = {region["code"]: region["name"] for region in quiz.regions} if quiz else {}

    def area_key(entry: PlaceEntry) -> tuple[bool, list[str]]:
        return entry.area not in names, tokens(names.get(entry.area, ""))

    by_size = sorted(entries, key=lambda entry: (-entry.population, entry.name))
    by_name = sorted(entries, key=lambda entry: (" ".join(tokens(entry.name)), entry.id))
    expected = {"name": by_name, "size": by_size, "area": sorted(by_size, key=area_key), "named": entries}
    for order in ORDERS:
        assert unpack(index.orders[order]) == [entry.id for entry in expected[order]]
        assert index.ids(order, 10, 35) == [entry.id for entry in expected[order]][10:35]
    assert index.counted_by_size() == {entry.id: entry.population for entry in by_size if entry.status == "counted"}
    assert list(index.counted_by_size()) == [entry.id for entry in by_size if entry.status == "counted"]


def test_a_play_without_a_place_that_counts_has_an_index(quiz: Quiz | None) -> None:
    Place.objects.filter(name="San José").update(retired=True)
    index = compute_index(_ids(name="San José"), quiz)
    assert (index.score, index.largest, index.counted_by_size()) == ((0, 0), [], {})


def test_a_page_reads_the_places_that_it_lists_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plays.pages.pagination.PLACES_PER_PAGE", 2)
    path = f"/plays/{create_play()['id']}"
    visitor().get(path)
    for query in ("", "?order=size", "?order=area&page=2", "?order=named&page=2"):
        with CaptureQueriesContext(connection) as queries:
            assert visitor().get(path + query).status_code == 200
        (places,) = [query["sql"] for query in queries if "places_place " in query["sql"]]
        assert places.count(",") - places[: places.index("WHERE")].count(",") <= 1


def test_a_change_replaces_the_index_in_the_cache() -> None:
    play = create_play(places=[CHICAGO, NEW_YORK])
    sizes = []
    for change in ({"revision": 1, "added": [PORTLAND]}, {"revision": 2, "removed": [CHICAGO, NEW_YORK]}):
        sizes.append(len(listed_names(get_page(f"/plays/{play['id']}"))))
        assert send("PATCH", f"{PLAYS}/{play['id']}", change_body(**change), secret=play["secret"]).status_code == 200
    sizes.append(len(listed_names(get_page(f"/plays/{play['id']}"))))
    assert sizes == [2, 3, 1]
    version, index = cache.get(f"play-index:{settings.BUILD_ID}:{play['id']}")
    assert (index.places, version) == (1, etag_value(current_data(), Play.objects.get(id=play["id"])))


@functools.cache
def _kinds_of_places() -> list[list[int]]:
    return [
        _ids(country="US")[:4_000], _ids(region="US.IL"), _ids(population=0)[:2_000], _ids(population__gt=200_000),
        _ids(name="San José"), _ids(section=True)[:500], _ids(continents="EUAS")[:500], _ids(region="")[:200],
    ]  # fmt: skip


def _ids(**condition: object) -> list[int]:
    return list(Place.objects.filter(**condition).order_by("id").values_list("id", flat=True))


def _named_by_bracket(counted: Sequence[PlaceEntry], quiz: Quiz | None) -> dict[str, int]:
    rows = zip(BRACKETS, [None, *BRACKETS], quiz.brackets if quiz else [], strict=False)
    return {
        bracket_label(minimum, above): sum(
            entry.population >= minimum and (above is None or entry.population < above) for entry in counted
        )
        for minimum, above, bracket in rows
        if bracket["places"]
    }
