"""The guesses that `warm_cache` makes before the first visitors come.

They are the largest places of the quizzes of the world, the continents and the countries.
"""

from collections.abc import Iterator

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from places.models import Place
from quizzes.models import Quiz

GUESSES_PER_CONTINENT = 50  # and for the world
GUESSES_PER_COUNTRY = 10  # two thousand guesses in all countries take about ten seconds

_GUESSABLE_PLACES = Place.objects.filter(retired=False, section=False)


def warmup_guesses() -> Iterator[tuple[str, list[str]]]:
    """The slug of each of these quizzes, with the names of its largest places."""
    for quiz in Quiz.objects.filter(kind__in=["world", "continent"]).only("slug", "kind", "scope"):
        in_area = Q() if quiz.kind == "world" else Q(continents__contains=quiz.scope)
        largest = _GUESSABLE_PLACES.filter(in_area).order_by("-population")[:GUESSES_PER_CONTINENT]
        yield quiz.slug, [_preferred_name(*names) for names in largest.values_list("name", "english")]
    names = _largest_by_country()
    for slug, country in Quiz.objects.filter(kind="country").values_list("slug", "scope"):
        yield slug, names.get(country, [])


def _largest_by_country() -> dict[str, list[str]]:
    """The names of the largest places by country, in one query because there is no index by country."""
    rank = Window(RowNumber(), partition_by=F("country"), order_by=F("population").desc())
    rows = (
        _GUESSABLE_PLACES.annotate(rank=rank)
        .filter(rank__lte=GUESSES_PER_COUNTRY)
        .values_list("country", "name", "english")
    )
    largest: dict[str, list[str]] = {}
    for country, *main_names in rows:
        largest.setdefault(country, []).append(_preferred_name(*main_names))
    return largest


def _preferred_name(name: str, english: str) -> str:
    return english or name
