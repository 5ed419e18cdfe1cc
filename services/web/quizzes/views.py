"""The pages of the catalogue and of a quiz: without cookies, the same for every visitor."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from quizzes.api import quiz_detail
from quizzes.current_data import current_data
from quizzes.models import Quiz

HOME_CACHE_SECONDS = 24 * 3600  # in the shared cache, because rendering the home page takes 0.2 s
PAGE_CACHE_SECONDS = 60  # in browsers and proxies: short, because script names in a page change with each release

_TITLES = {"world": "The world", "continent": "Continents", "country": "Countries", "region": "Regions"}


@require_safe
@cache_control(public=True, max_age=PAGE_CACHE_SECONDS)
def home(request: HttpRequest) -> HttpResponse:
    """The catalogue of a thousand quizzes. It changes only with the data or the release."""
    fingerprint = current_data().fingerprint
    return HttpResponse(_render_home() if settings.DEBUG else _home_page(fingerprint))


@require_safe
@cache_control(public=True, max_age=PAGE_CACHE_SECONDS)
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one quiz. Its script runs the quiz in the browser."""
    data = current_data()
    try:
        row = Quiz.objects.get(slug=slug)
    except Quiz.DoesNotExist as missing:
        raise Http404(f"There is no quiz {slug!r}.") from missing
    # The script adds the fingerprint to its requests, so that no browser uses a cached response of older data.
    page_data = {**quiz_detail(row, data), "fingerprint": data.fingerprint, "map_url": static(f"maps/{row.slug}.json")}
    return render(request, "quizzes/quiz.html", {"quiz": page_data})


@lru_cache(maxsize=1)
def _home_page(fingerprint: str) -> str:
    """The home page: 270 KB that each worker keeps, so that it costs nothing without Redis either."""
    key = f"home:{fingerprint}:{settings.BUILD_ID}"
    page: str | None = cache.get(key)
    if page is None:
        page = _render_home()
        cache.set(key, page, HOME_CACHE_SECONDS)
    return page


def _render_home() -> str:
    quizzes = Quiz.objects.order_by("position").defer("regions", "brackets")
    return render_to_string("quizzes/home.html", {"groups": list(_groups(quizzes))})


def _groups(quizzes: Iterable[Quiz]) -> Iterable[dict[str, Any]]:
    """The quizzes by kind, in the catalogue's order."""
    for kind, members in groupby(quizzes, key=lambda row: row.kind):
        yield {"kind": kind, "title": _TITLES[kind], "quizzes": list(members)}
