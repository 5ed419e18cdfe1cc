"""Real places for tests with large lists and large plays."""

import json
import random
import sqlite3
from contextlib import closing

from tests.browser.pages.quiz_page import QuizPage
from tests.places_database import sqlite_with_places

QUIZ_CONDITIONS = {"us": "country = 'US'", "europe": "continents LIKE '%EU%'", "world": "1"}  # SQL

# The smallest places of the US: large ones like Chicago are left for the test to name.
SMALLEST_US_PLACES_QUERY = """
    SELECT id, name, region_name, country, lat, lon, population FROM places_place
    WHERE country = 'US' AND NOT section AND NOT retired ORDER BY population LIMIT ?
"""

STORE_PLACES_SCRIPT = """
for (const [id, ...place] of JSON.parse(arguments[0])) {
  localStorage.setItem(`toponaut:1:us:${id}`, JSON.stringify([1_700_000_000_000 + id, ...place]));
}
"""

SamplePlace = tuple[int, str, str, str]  # id, name, region, country


def random_places(quiz: str, count: int, seed: int = 1) -> list[SamplePlace]:
    """Random places of a quiz. The same seed gives the same places."""
    query = f"""
        SELECT id, name, region_name, country FROM places_place
        WHERE NOT section AND NOT retired AND {QUIZ_CONDITIONS[quiz]} ORDER BY id
    """
    with closing(sqlite3.connect(sqlite_with_places())) as connection:
        return random.Random(seed).sample(connection.execute(query).fetchall(), count)  # noqa: S311 - no secret


def import_lines(places: list[SamplePlace]) -> list[str]:
    """One line per place as the import accepts it, like "Portland, Oregon"."""
    return [", ".join(part for part in (name, region) if part) for _, name, region, _ in places]


def open_large_play(quiz_page: QuizPage, count: int) -> None:
    """Store a play of this many US places in the browser, and open it."""
    quiz_page.open("us")
    with closing(sqlite3.connect(sqlite_with_places())) as connection:
        places = connection.execute(SMALLEST_US_PLACES_QUERY, [count]).fetchall()
    assert len(places) == count
    quiz_page.browser.execute_script(STORE_PLACES_SCRIPT, json.dumps(places))
    quiz_page.reload()
