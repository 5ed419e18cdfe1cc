"""From the computed catalogue to its rows in the database."""

from collections.abc import Mapping, Sequence

from quizzes.catalogue import BRACKETS
from quizzes.catalogue import Quiz as Entry
from quizzes.models import Quiz


def store_catalogue(catalogue: Sequence[Entry], area_names: Mapping[str, str]) -> None:
    """Replace the catalogue; call it in the transaction that replaces the places."""
    Quiz.objects.all().delete()
    Quiz.objects.bulk_create(_row(position, entry, area_names) for position, entry in enumerate(catalogue))


def _row(position: int, entry: Entry, area_names: Mapping[str, str]) -> Quiz:
    regions = [
        {"code": code, "name": area_names[code], "places": total.places, "population": total.population}
        for code, total in entry.regions.items()
        if code in area_names
    ]
    brackets = [
        {"min": smallest, "places": total.places, "population": total.population}
        for smallest, total in zip(BRACKETS, entry.brackets, strict=True)
    ]
    return Quiz(
        slug=entry.slug, position=position, title=entry.title, kind=entry.kind, scope=entry.scope,
        within=entry.within, region_noun=entry.region_noun, places=entry.total.places,
        population=entry.total.population, unknown_population=entry.unknown_population,
        regions=sorted(regions, key=lambda region: str(region["name"])), brackets=brackets,
    )  # fmt: skip
