"""The places of a play, as its pages list them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from plays.played_places import PlayedPlace, saved_places
from plays.schemas import PlaceStatus
from plays.scoring import place_status
from quizzes.models import Quiz


class Entry(NamedTuple):
    """A line of a list. Slim: whoever names the whole world has 225,000."""

    id: int
    name: str
    where: str  # in as many words as the quiz needs
    area: str  # the code of the country or region that the quiz counts it in
    population: int
    status: PlaceStatus


def entries_of(ids: Sequence[int], quiz: Quiz | None) -> list[Entry]:
    """The places with these ids, in the order of `ids`."""
    where, area = whereabouts(quiz), area_of(quiz)
    return [
        Entry(place.id, place.name, where(place), area(place), place.population, place_status(quiz, place))
        for found in saved_places(ids)
        for place in found
    ]


def divided_by_country(quiz: Quiz) -> bool:
    """The world and the continents are divided into countries, a country into its own regions."""
    return quiz.kind in ("world", "continent")


def area_of(quiz: Quiz | None) -> Callable[[PlayedPlace], str]:
    """What a place counts for in a quiz's table: a country's or a region's code."""
    if quiz is None or divided_by_country(quiz):
        return lambda place: place.country
    return lambda place: place.region


def whereabouts(quiz: Quiz | None) -> Callable[[PlayedPlace], str]:
    """Says where a place is: the same words as the quiz page's (frontend/src/game/regions.ts)."""
    if quiz is not None and not divided_by_country(quiz):
        return (lambda place: "") if quiz.kind == "region" else (lambda place: place.region_name)
    countries = area_names(quiz)

    def where(place: PlayedPlace) -> str:
        words = (place.region_name, countries.get(place.country, place.country))
        # Nobody says "Lviv, Lviv, Ukraine" or "Singapore, Singapore".
        return ", ".join(dict.fromkeys(word for word in words if word not in ("", place.name)))

    return where


def area_names(quiz: Quiz | None) -> dict[str, str]:
    """The names of a quiz's countries or regions by code."""
    return {region["code"]: region["name"] for region in quiz.regions} if quiz else {}
