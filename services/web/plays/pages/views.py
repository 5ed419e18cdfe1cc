"""The public page of a play, and the privacy page. Both are complete without JavaScript and use no cookies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from plays.current_quiz import current_quiz
from plays.daily_usage import NETWORK_DAYS
from plays.pages import responses
from plays.pages.missed_places import largest_missed_places
from plays.pages.pagination import place_list_page
from plays.pages.play_index import play_index
from plays.pages.play_result import PlayResult
from quizzes.views import PAGE_CACHE_SECONDS, page_addresses


@require_safe
def result(request: HttpRequest, play_id: str) -> HttpResponseBase:
    """The public page of a play. `?order=` sorts its list of places; `?missed=1` adds the largest places missed."""
    play = responses.find_play(play_id)
    if play is None:
        return responses.play_not_found(request)
    data, quiz = current_quiz(play.quiz)

    def render_page() -> HttpResponse:
        found = PlayResult(play, quiz, data.version, play_index(play, data, quiz))
        shows_missed = quiz is not None and "missed" in request.GET
        areas = {row.code for row in found.named_areas}
        context = {
            "result": found,
            "place_list": place_list_page(found, request.GET),
            "missed": largest_missed_places(quiz, play.ids) if quiz and shows_missed else None,
            **page_addresses(request),
            "map_image_url": request.build_absolute_uri(f"{play.address}/map.png?revision={play.revision}"),
            "map_script_data": responses.map_script_data(quiz, areas, [play]) if quiz else None,
        }
        return render(request, "plays/result.html", context)

    return responses.respond_with_etag(request, data, [play], render_page)


@require_safe
@cache_control(public=True, max_age=PAGE_CACHE_SECONDS)
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site stores, where, for how long, and how to delete it."""
    context = {
        "counter": settings.GOATCOUNTER_URL,
        "expire_months": settings.PLAYS_EXPIRE_MONTHS,
        "network_days": NETWORK_DAYS,
        **page_addresses(request),
    }
    return render(request, "plays/privacy.html", context)
