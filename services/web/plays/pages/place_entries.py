"""The places that a page lists, each with the texts that it shows beside the name."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from plays.played_places import PlayedPlace, area_column, saved_places
from plays.schemas import PlaceStatus
from plays.scoring import place_status
from quizzes.models import Quiz


class PlaceEntry(NamedTuple):
    """A place in a list."""

    id: int
    name: str
    location: str  # the areas around it, as many as the quiz needs: "Illinois, United States"
    area: str  # the code of the country or region in which the quiz counts it
    population: int
    status: PlaceStatus


def place_entries(ids: Sequence[int], quiz: Quiz | None) -> list[PlaceEntry]:
    """The places with these ids, in the order of `ids`."""
    location_of, area_of = location_text(quiz), attrgetter(area_column(quiz))
    return [
        PlaceEntry(p.id, p.name, location_of(p), area_of(p), p.population, place_status(quiz, p))
        for batch in saved_places(ids)
        for p in batch
    ]


def location_text(quiz: Quiz | None) -> Callable[[PlayedPlace], str]:
    """The function that names the areas around a place, as the quiz page does (frontend/src/game/regions.ts)."""
    if quiz is not None and area_column(quiz) == "region":
        return (lambda place: "") if quiz.kind == "region" else (lambda place: place.region_name)
    countries = area_names(quiz)

    def region_and_country(place: PlayedPlace) -> str:
        names = (place.region_name, countries.get(place.country, place.country))
        # Without repetitions such as "Lviv, Lviv, Ukraine" or "Singapore, Singapore".
        return ", ".join(dict.fromkeys(name for name in names if name not in ("", place.name)))

    return region_and_country


def area_names(quiz: Quiz | None) -> dict[str, str]:
    """The names of a quiz's countries or regions by code."""
    return {region["code"]: region["name"] for region in quiz.regions} if quiz else {}
