"""The pages of the catalogue and of a quiz: without cookies, the same for every visitor."""

from collections.abc import Iterable
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

CATALOGUE_CACHE_SECONDS = 24 * 3600  # in the shared cache, because rendering the lists takes 0.2 s
PAGE_CACHE_SECONDS = 60  # in browsers and proxies: short, because script names in a page change with each release

_TITLES = {"world": "The world", "continent": "Continents", "country": "Countries", "region": "Regions"}


@require_safe
@cache_control(public=True, max_age=PAGE_CACHE_SECONDS)
def home(request: HttpRequest) -> HttpResponse:
    """The catalogue of a thousand quizzes."""
    return render(request, "quizzes/home.html", {"catalogue": rendered_catalogue(), **page_addresses(request)})


def rendered_catalogue() -> str:
    """The home page's lists of quizzes, as HTML. They change only with the data or the release."""
    key = f"catalogue:{current_data().fingerprint}:{settings.BUILD_ID}"
    lists: str | None = None if settings.DEBUG else cache.get(key)
    if lists is None:
        quizzes = Quiz.objects.order_by("position").defer("regions", "brackets")
        lists = render_to_string("quizzes/catalogue.html", {"groups": list(_groups(quizzes))})
        cache.set(key, lists, CATALOGUE_CACHE_SECONDS)
    return lists


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
    return render(
        request, "quizzes/quiz.html", {"quiz": page_data, "page_title": page_title(row), **page_addresses(request)}
    )


def page_title(row: Quiz) -> str:
    """Tells quizzes of the same name apart, such as both Georgias and all four Amazonas."""
    return f"{row.title}, {row.within}" if row.within else row.title


def page_addresses(request: HttpRequest) -> dict[str, str]:
    """The page's address without a query, and the site's."""
    return {
        "page_url": request.build_absolute_uri(request.path),
        "site_url": request.build_absolute_uri("/").rstrip("/"),
    }


def _groups(quizzes: Iterable[Quiz]) -> Iterable[dict[str, Any]]:
    """The quizzes by kind, in the catalogue's order."""
    for kind, members in groupby(quizzes, key=lambda row: row.kind):
        yield {"kind": kind, "title": _TITLES[kind], "quizzes": list(members)}
