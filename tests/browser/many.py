"""Plays as large as a few people make them, of real places."""

import json
import sqlite3
from contextlib import closing

from tests.browser.page import QuizPage
from tests.places_database import sqlite_with_places

# Small ones: Chicago is still to be named.
SMALLEST = """
    SELECT id, name, region_name, country, lat, lon, population FROM places_place
    WHERE country = 'US' AND NOT section AND NOT retired ORDER BY population LIMIT ?
"""

KEEP = """
for (const [id, ...place] of JSON.parse(arguments[0])) {
  localStorage.setItem(`toponaut:1:us:${id}`, JSON.stringify([1_700_000_000_000 + id, ...place]));
}
"""


def keep(page: QuizPage, count: int) -> None:
    """Let the browser keep a play of so many places of the US, and open it."""
    page.open("us")
    with closing(sqlite3.connect(sqlite_with_places())) as connection:
        places = connection.execute(SMALLEST, [count]).fetchall()
    assert len(places) == count
    page.browser.execute_script(KEEP, json.dumps(places))
    page.reload()
