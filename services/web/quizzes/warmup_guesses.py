"""The guesses that players make first: the largest places, in the quizzes that most of them play."""

from collections.abc import Iterator

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from places.models import Place
from quizzes.models import Quiz

GUESSES_PER_CONTINENT = 50  # guesses for the world, and for each continent
GUESSES_PER_COUNTRY = 10  # guesses for each country: two thousand in all, some ten seconds

_NAMED = Place.objects.filter(retired=False, section=False)


def warmup_guesses() -> Iterator[tuple[str, list[str]]]:
    """Quizzes by slug, each with the names of its largest places."""
    for quiz in Quiz.objects.filter(kind__in=["world", "continent"]).only("slug", "kind", "scope"):
        inside = Q() if quiz.kind == "world" else Q(continents__contains=quiz.scope)
        largest = _NAMED.filter(inside).order_by("-population")[:GUESSES_PER_CONTINENT]
        yield quiz.slug, [_name(*names) for names in largest.values_list("name", "english")]
    by_country = _by_country()
    for slug, country in Quiz.objects.filter(kind="country").values_list("slug", "scope"):
        yield slug, by_country.get(country, [])


def _by_country() -> dict[str, list[str]]:
    """The largest places of every country; one query, because there is no index by country."""
    rank = Window(RowNumber(), partition_by=F("country"), order_by=F("population").desc())
    rows = _NAMED.annotate(rank=rank).filter(rank__lte=GUESSES_PER_COUNTRY).values_list("country", "name", "english")
    found: dict[str, list[str]] = {}
    for country, *names in rows:
        found.setdefault(country, []).append(_name(*names))
    return found


def _name(name: str, english: str) -> str:
    return english or name
