"""The queries behind saved plays, in SQL: the ORM takes five times as long for 20,000 places."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection


class PlayedPlace(NamedTuple):
    """A place of the gazetteer, as it is now, with all that a play's page says of it."""

    id: int
    name: str
    region: str  # the code, "US.IL"
    region_name: str
    country: str
    continents: str
    lat: float
    lon: float
    population: int
    section: bool
    retired: bool  # it left the data


_PLACES = """
    SELECT id, name, region, region_name, country, continents, lat, lon, population, section, retired
    FROM places_place WHERE id {among}
"""


def places_of(ids: Sequence[int]) -> dict[int, PlayedPlace]:
    """The places with these ids, in the order of `ids`; an id that never was in the data is missing."""
    one_list = connection.vendor == "postgresql"
    # One parameter for any number of ids: SQLite takes 32,766 single ones at most.
    among = "= ANY(%s)" if one_list else "IN (SELECT value FROM json_each(%s))"
    with connection.cursor() as cursor:
        cursor.execute(_PLACES.format(among=among), [list(ids) if one_list else json.dumps(list(ids))])
        found = {row[0]: PlayedPlace(*row) for row in cursor.fetchall()}
    return {id_: found[id_] for id_ in ids if id_ in found}
