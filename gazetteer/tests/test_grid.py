"""Distances, and the places near a place."""

import random

import pytest

from gazetteer.draft import Place
from gazetteer.rules.grid import Grid, distance


def at(lat: float, lon: float, id_: int = 1) -> Place:
    return Place(id_, "Place", "XX", "", lat, lon, 1)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        pytest.param(at(51.5085, -0.1257), at(48.8534, 2.3488), 344, id="London to Paris"),
        pytest.param(at(40.7143, -74.006), at(34.0522, -118.2437), 3_936, id="New York to Los Angeles"),
        pytest.param(at(-36.8485, 174.7635), at(-33.8688, 151.2093), 2_156, id="Auckland to Sydney"),
        pytest.param(at(0, 179.9), at(0, -179.9), 22, id="over the date line"),
        pytest.param(at(10, 20), at(10, 20), 0, id="nowhere"),
    ],
)
def test_distances_are_those_of_the_globe(one: Place, other: Place, km: float) -> None:
    assert distance(one, other) == pytest.approx(km, rel=0.005, abs=0.5)
    assert distance(one, other) == distance(other, one)


@pytest.mark.parametrize("lat", [-70, -33, 0, 45, 68], ids=lambda lat: f"latitude {lat}")
@pytest.mark.parametrize("radius", [0.5, 5, 10, 60])
def test_near_finds_what_measuring_every_distance_finds(lat: float, radius: float) -> None:
    dice = random.Random(7)  # noqa: S311 - not a secret
    places = [at(lat + dice.uniform(-1, 1), 20 + dice.uniform(-2, 2), n) for n in range(300)]
    grid = Grid(places)
    found = 0
    for place in places[:40]:
        expected = {p.id for p in places if p is not place and distance(place, p) <= radius}
        assert {p.id for p, _km in grid.near(place, radius)} == expected
        found += len(expected)
    assert found or radius < 10


def test_near_tells_the_distance_and_leaves_out_the_place_itself() -> None:
    here, there = at(50, 10, 1), at(50.01, 10, 2)
    ((place, km),) = Grid([here, there]).near(here, 5)
    assert place is there
    assert km == distance(here, there)
