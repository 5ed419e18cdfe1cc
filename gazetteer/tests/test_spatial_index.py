"""Distances, and the places within a distance of a place."""

import random

import pytest

from gazetteer.build_records import PlaceRecord
from gazetteer.rules.spatial_index import SpatialIndex, distance


def place_at(lat: float, lon: float, id_: int = 1) -> PlaceRecord:
    return PlaceRecord(id_, "Place", "XX", "", lat, lon, 1)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        pytest.param(place_at(51.5085, -0.1257), place_at(48.8534, 2.3488), 344, id="London to Paris"),
        pytest.param(place_at(40.7143, -74.006), place_at(34.0522, -118.2437), 3_936, id="New York to Los Angeles"),
        pytest.param(place_at(-36.8485, 174.7635), place_at(-33.8688, 151.2093), 2_156, id="Auckland to Sydney"),
        pytest.param(place_at(0, 179.9), place_at(0, -179.9), 22, id="across the date line"),
        pytest.param(place_at(10, 20), place_at(10, 20), 0, id="the same point"),
    ],
)
def test_distances_are_great_circle_distances(one: PlaceRecord, other: PlaceRecord, km: float) -> None:
    assert distance(one, other) == pytest.approx(km, rel=0.005, abs=0.5)
    assert distance(one, other) == distance(other, one)


@pytest.mark.parametrize("lat", [-70, -33, 0, 45, 68], ids=lambda lat: f"latitude {lat}")
@pytest.mark.parametrize("radius", [0.5, 5, 10, 60])
def test_index_finds_the_same_places_as_measuring_every_distance(lat: float, radius: float) -> None:
    rng = random.Random(7)  # noqa: S311 - not a secret
    places = [place_at(lat + rng.uniform(-1, 1), 20 + rng.uniform(-2, 2), n) for n in range(300)]
    index = SpatialIndex(places)
    found = 0
    for place in places[:40]:
        expected = {p.id for p in places if p is not place and distance(place, p) <= radius}
        assert {p.id for p, _km in index.within(place, radius)} == expected
        found += len(expected)
    assert found or radius < 10


def test_result_has_distances_and_excludes_the_place_itself() -> None:
    here, there = place_at(50, 10, 1), place_at(50.01, 10, 2)
    ((place, km),) = SpatialIndex([here, there]).within(here, 5)
    assert place is there
    assert km == distance(here, there)
