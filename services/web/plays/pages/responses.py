"""What the pages of plays have in common: how a play is found, how an answer is kept, what the scripts are given."""

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


def find(play_id: str) -> Play | None:
    """None for a play that never was, or is deleted."""
    return Play.objects.filter(id=play_id).first()


def gone(request: HttpRequest) -> HttpResponse:
    """404, kept by nobody: a link may have been opened a moment before it was saved."""
    response = render(request, "plays/gone.html", status=HTTPStatus.NOT_FOUND)
    response["Cache-Control"] = "no-store"
    return response


def fresh(
    request: HttpRequest, data: CurrentData, plays: Sequence[Play], draw: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """The page that `draw` draws, unless the browser has it already: it is told before any place is looked up.

    Kept by browsers, but asked for each time, so that a deletion holds at once.
    """
    etag = f'"{etag_value(data, *plays)}"'
    response = get_conditional_response(request, etag=etag) or draw()
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def boot(quiz: Quiz, areas: set[str], plays: Sequence[Play]) -> dict[str, Any]:
    """What the page's script needs for the map: how large its dots are, and the names of the `areas` they lie in."""
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
