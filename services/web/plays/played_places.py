"""The places that plays name, read from the database."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from plays.place_sql import counts_in, has_id, id_parameter, rows, scope_parameters, status_in
from plays.schemas import PlaceStatus
from quizzes.models import Quiz
from reports.impossible_states import report_impossible_state

# Places read at a time: 2 MB. All 225,000 of the world at once would take 100 MB in a worker that should stay below 85.
BATCH_SIZE = 2_000


class PlayedPlace(NamedTuple):
    """A place of the gazetteer as it is now, with everything that a play's page shows of it."""

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
    retired: bool  # no longer in the data


class ScoredPlace(NamedTuple):
    """What a play's score and the orders of its list need to know of a place: less than half of a PlayedPlace."""

    id: int
    name: str
    area: str  # the code of the country or region in which the quiz counts it
    population: int
    status: PlaceStatus


class LocatedPlace(NamedTuple):
    """What a map shows of a place."""

    id: int
    lat: float
    lon: float
    population: int


# The fields of a `plays.schemas.NamedPlace` and their columns; the status is computed.
_NAMED_PLACE_COLUMNS = {
    "id": "id", "name": "name", "country": "country", "lat": "lat", "lon": "lon", "population": "population",
    "region": "region_name",
}  # fmt: skip


def find_places(ids: Sequence[int]) -> dict[int, PlayedPlace]:
    """The places with these ids, in the order of `ids`. An id that no data ever had is missing."""
    return {row[0]: PlayedPlace(*row) for row in _in_order(ids, ", ".join(PlayedPlace._fields))}


def saved_places(ids: Sequence[int]) -> Iterator[Collection[PlayedPlace]]:
    """The places of a saved play, batch by batch. All exist: a data load retires places but deletes none."""
    for batch in _batches(ids):
        found = find_places(batch)
        _report_missing(batch, found)
        yield found.values()


def scored_places(ids: Sequence[int], quiz: Quiz | None) -> Iterator[ScoredPlace]:
    """The places of a saved play of this quiz, in the order of their ids, which PostgreSQL finds fastest."""
    columns = f"id, name, {area_column(quiz)}, population, {status_in(quiz)}"
    for batch in _saved_rows(sorted(ids), columns, scope_parameters(quiz)):
        yield from map(ScoredPlace._make, batch)


def located_places(ids: Sequence[int]) -> Iterator[LocatedPlace]:
    """The places of a saved play, in the order of their ids, which PostgreSQL finds fastest."""
    for batch in _saved_rows(sorted(ids), ", ".join(LocatedPlace._fields), []):
        yield from map(LocatedPlace._make, batch)


def named_places(ids: Sequence[int], quiz: Quiz | None) -> Iterator[list[dict[str, Any]]]:
    """The places of a saved play of this quiz, batch by batch, each as the fields of a `NamedPlace`."""
    fields = {**_NAMED_PLACE_COLUMNS, "status": status_in(quiz)}
    for batch in _saved_rows(ids, ", ".join(fields.values()), scope_parameters(quiz)):
        yield [dict(zip(fields, row, strict=True)) for row in batch]


def area_column(quiz: Quiz | None) -> Literal["country", "region"]:
    """The column with the code of a place's area: a quiz is divided into countries or into a country's regions."""
    return "region" if quiz and quiz.kind in ("country", "region") else "country"


def count_in_quiz(quiz: Quiz, ids: Collection[int]) -> tuple[int, int]:
    """How many of the places with these ids count in the quiz, and the sum of their populations.

    The database adds them up: bringing 60,000 places here would take five times as long.
    """
    if not ids:
        return 0, 0
    query = f"SELECT count(*), coalesce(sum(population), 0) FROM places_place WHERE {has_id()} AND {counts_in(quiz)}"
    ((places, population),) = rows(query, [id_parameter(ids), quiz.scope])
    return int(places), int(population)


def ids_in_quiz(quiz: Quiz, ids: Collection[int]) -> set[int]:
    """The ids of the places that count in the quiz."""
    query = f"SELECT id FROM places_place WHERE {has_id()} AND {counts_in(quiz)}"
    return {id_ for (id_,) in rows(query, [id_parameter(ids), quiz.scope])}


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + BATCH_SIZE] for start in range(0, len(ids), BATCH_SIZE))


def _saved_rows(ids: Sequence[int], columns: str, parameters: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    for batch in _batches(ids):
        found = _in_order(batch, columns, parameters)
        if len(found) < len(batch):
            _report_missing(batch, {row[0] for row in found})
        yield found


def _in_order(ids: Sequence[int], columns: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """A row for each of `ids` that exists, in their order. The first of the columns is the id."""
    query = f"SELECT {columns} FROM places_place WHERE {has_id()}"
    found = {row[0]: row for row in rows(query, [*parameters, id_parameter(ids)])}
    return [found[id_] for id_ in ids if id_ in found]


def _report_missing(ids: Sequence[int], found: Collection[int]) -> None:
    if missing := [id_ for id_ in ids if id_ not in found]:
        report_impossible_state("a saved play names places that no data has", missing=len(missing), first=missing[0])
