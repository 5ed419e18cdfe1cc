"""The largest places of a quiz that a play has not named: told only to who asks, for they may want to play on."""

import json
from collections.abc import Sequence

from django.db import connection

from plays.entries import Entry, area_of, whereabouts
from plays.lookup import PlayedPlace
from quizzes.models import Quiz

SHOWN = 20  # enough to groan at

_MISSED = """
    SELECT id, name, region, region_name, country, continents, lat, lon, population, section, retired
    FROM places_place
    WHERE NOT section AND NOT retired AND {inside} AND {apart}
    ORDER BY population DESC, id LIMIT %s
"""

_INSIDE = {
    "world": "%s = ''",
    "continent": "continents LIKE '%%' || %s || '%%'",
    "country": "country = %s",
    "region": "region = %s",
}


def largest_missed(quiz: Quiz, named: Sequence[int]) -> list[Entry]:
    """The quiz's largest places that are not among `named`, largest first."""
    one_list = connection.vendor == "postgresql"
    # One parameter for any number of ids: SQLite takes 32,766 single ones at most.
    apart = "id <> ALL(%s)" if one_list else "id NOT IN (SELECT value FROM json_each(%s))"
    query = _MISSED.format(inside=_INSIDE[quiz.kind], apart=apart)
    with connection.cursor() as cursor:
        cursor.execute(query, [quiz.scope, list(named) if one_list else json.dumps(list(named)), SHOWN])
        places = [PlayedPlace(*row) for row in cursor.fetchall()]
    where, area = whereabouts(quiz), area_of(quiz)
    return [Entry(p.id, p.name, where(p), area(p), p.population, "counted") for p in places]
