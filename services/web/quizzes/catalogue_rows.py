"""Writes the computed catalogue to the database."""

from collections.abc import Mapping, Sequence

from quizzes.catalogue import BRACKETS, QuizTotals
from quizzes.models import Quiz


def replace_catalogue(catalogue: Sequence[QuizTotals], area_names: Mapping[str, str]) -> None:
    """Replace all quizzes. Call it in the transaction that replaces the places."""
    Quiz.objects.all().delete()
    Quiz.objects.bulk_create(_row(position, totals, area_names) for position, totals in enumerate(catalogue))


def _row(position: int, totals: QuizTotals, area_names: Mapping[str, str]) -> Quiz:
    regions = [
        {"code": code, "name": area_names[code], "places": total.places, "population": total.population}
        for code, total in totals.regions.items()
        if code in area_names
    ]
    brackets = [
        {"min": minimum, "places": total.places, "population": total.population}
        for minimum, total in zip(BRACKETS, totals.brackets, strict=True)
    ]
    return Quiz(
        slug=totals.slug, position=position, title=totals.title, kind=totals.kind, scope=totals.scope,
        within=totals.within, region_noun=totals.region_noun, places=totals.total.places,
        population=totals.total.population, unknown_population=totals.unknown_population,
        regions=sorted(regions, key=lambda region: str(region["name"])), brackets=brackets,
    )  # fmt: skip
