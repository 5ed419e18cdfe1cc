"""The public page of a play, and the page that says what is stored: complete without JavaScript, without cookies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from plays.current_quiz import current_quiz
from plays.pages import responses
from plays.pages.missed_places import largest_missed
from plays.pages.pagination import listing_of
from plays.pages.play_result import result_of
from quizzes.views import PAGE_SECONDS


@require_safe
def result(request: HttpRequest, play_id: str) -> HttpResponseBase:
    """A play for whoever has its link. `?order=` sorts the list; `?missed=1` tells what it has not named."""
    play = responses.find(play_id)
    if play is None:
        return responses.gone(request)
    data, quiz = current_quiz(play.quiz)

    def draw() -> HttpResponse:
        found = result_of(play, data, quiz)
        asked = quiz is not None and "missed" in request.GET
        context = {
            "result": found,
            "listing": listing_of(found, request.GET),
            "missed": largest_missed(quiz, play.ids) if quiz and asked else None,
            "url": request.build_absolute_uri(play.address),
            "picture": request.build_absolute_uri(f"{play.address}/map.png?revision={play.revision}"),
            "boot": responses.boot(quiz, {row.code for row in found.touched}, [play]) if quiz else None,
        }
        return render(request, "plays/result.html", context)

    return responses.fresh(request, data, [play], draw)


@require_safe
@cache_control(public=True, max_age=PAGE_SECONDS)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, where, for how long, and how to be rid of it."""
    return render(request, "plays/privacy.html", {"counter": settings.GOATCOUNTER_URL})
