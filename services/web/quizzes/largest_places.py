"""The largest places of each quiz. A data load finds them once: sorting all places takes PostgreSQL 60 ms each time."""

import sys
from array import array
from collections import defaultdict

from django.db import connection

from places.models import Place
from quizzes.catalogue import quiz_areas
from quizzes.models import LargestPlaces, Quiz

MAX_IDS = 1 << 16  # of one quiz: the largest play has 60,000 places, and its page shows 20 that it misses
_ID_BYTES = 8
_BATCH_SIZE = 100  # rows written at once


def replace_largest_places() -> None:
    """Find the largest places of all quizzes anew. Call it in the transaction that replaces places and catalogue."""
    ids_of = _ids_by_area()
    quizzes = Quiz.objects.values_list("slug", "kind", "scope")
    LargestPlaces.objects.all().delete()
    rows = (LargestPlaces(slug, _in_byte_order(ids_of[kind, scope]).tobytes()) for slug, kind, scope in quizzes)
    LargestPlaces.objects.bulk_create(rows, _BATCH_SIZE)


def largest_ids(quiz: Quiz, count: int) -> list[int]:
    """The ids of the `count` largest places that count in the quiz, largest first; at most MAX_IDS."""
    with connection.cursor() as cursor:
        query = "SELECT substr(ids, 1, %s) FROM quizzes_largestplaces WHERE quiz = %s"
        cursor.execute(query, [_ID_BYTES * count, quiz.slug])
        (ids,) = cursor.fetchone() or (b"",)
    return _in_byte_order(array("q", bytes(ids))).tolist()


def _ids_by_area() -> "dict[tuple[str, str], array[int]]":
    """The ids of the largest places, by kind and scope of the quizzes in which they count."""
    found: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("q"))
    places = Place.objects.filter(section=False, retired=False).order_by("-population", "id")
    for id_, *areas in places.values_list("id", "country", "region", "continents").iterator(chunk_size=5_000):
        for area in quiz_areas(*areas):
            if len(found[area]) < MAX_IDS:
                found[area].append(id_)
    return found


def _in_byte_order(ids: "array[int]") -> "array[int]":
    """Convert between this machine's byte order and that of the table."""
    if sys.byteorder == "big":
        ids.byteswap()
    return ids
