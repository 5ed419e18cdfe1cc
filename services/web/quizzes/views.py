"""The pages: the catalogue and a quiz. Anonymous, the same for everybody, without cookies."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.api import describe
from quizzes.loaded import loaded
from quizzes.models import Quiz

PAGE_SECONDS = 60  # in browsers and proxies: a page names the hashed scripts of its release

_TITLES = {"world": "The world", "continent": "Continents", "country": "Countries", "region": "Regions"}


@require_safe
@cache_control(public=True, max_age=PAGE_SECONDS)
def home(request: HttpRequest) -> HttpResponse:
    """The catalogue."""
    quizzes = Quiz.objects.order_by("position").defer("regions", "brackets")
    return render(request, "quizzes/home.html", {"groups": list(_groups(quizzes)), "data_version": loaded().version})


@require_safe
@cache_control(public=True, max_age=PAGE_SECONDS)
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    """One quiz; the browser plays it."""
    try:
        row = Quiz.objects.get(slug=slug)
    except Quiz.DoesNotExist as missing:
        raise Http404(f"There is no quiz {slug!r}.") from missing
    data = {**describe(row, loaded()), "map_url": static(f"maps/{row.slug}.json")}
    return render(request, "quizzes/quiz.html", {"quiz": data})


def _groups(quizzes: Iterable[Quiz]) -> Iterable[dict[str, Any]]:
    """The quizzes by kind, in the catalogue's order."""
    for kind, members in groupby(quizzes, key=lambda row: row.kind):
        yield {"kind": kind, "title": _TITLES[kind], "quizzes": list(members)}
