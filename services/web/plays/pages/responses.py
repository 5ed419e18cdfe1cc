"""Shared by the pages of plays: finding the play, caching headers, the 404 page, and the data for the map's script."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response

from plays.etag import etag_value
from plays.models import Play
from quizzes.current_data import CurrentData
from quizzes.models import Quiz


def find_play(play_id: str) -> Play | None:
    """None if the play never existed or was deleted."""
    return Play.objects.filter(id=play_id).first()


def play_not_found(request: HttpRequest) -> HttpResponse:
    """A 404 that no cache stores: someone may open a link a moment before the play is saved."""
    response = render(request, "plays/not_found.html", status=HTTPStatus.NOT_FOUND)
    response["Cache-Control"] = "no-store"
    return response


def respond_with_etag(
    request: HttpRequest, data: CurrentData, plays: Sequence[Play], render_page: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """The rendered page; or 304 if the browser's copy is current, and then no place is read.

    Browsers revalidate the page on every request, so that a deletion takes effect at once. Records that each play was
    viewed.
    """
    for play in plays:
        play.record_view()
    etag = f'"{etag_value(data, *plays)}"'
    response = get_conditional_response(request, etag=etag) or render_page()
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def map_script_data(quiz: Quiz, areas: set[str], plays: Sequence[Play]) -> dict[str, Any]:
    """What the page's script needs to draw the map. `areas`: codes of the regions whose names it needs."""
    return {
        "plays": [play.id for play in plays],
        "map_url": static(f"maps/{quiz.slug}.json"),
        "quiz": {
            "slug": quiz.slug,
            "title": quiz.title,
            "kind": quiz.kind,
            "brackets": quiz.brackets,
            "regions": [region for region in quiz.regions if region["code"] in areas],
        },
    }
