"""The page that compares two plays, and the form for the link of the other play."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plays.current_quiz import current_quiz
from plays.models import Play
from plays.pages import responses
from plays.pages.comparison import MAX_COMPARED_PLACES, compare, parse_play_id
from plays.pages.formatting import title_in_sentence
from plays.pages.place_list import list_lines, render_lines
from plays.pages.play_index import play_index
from quizzes.views import page_addresses

NO_LINK = "That is not a link to a play. A link looks like this; its last part is enough: "
UNKNOWN_PLAY = "There is no play at that link. It may have been deleted, or the link may lack a letter."
SAME_PLAY = "That is the link to this very play. Paste the link to another one."
OTHER_QUIZ = "That is a play of another quiz. Only plays of the same quiz can be compared."
QUIZ_REMOVED = "This quiz is no longer in the data, so its plays cannot be compared any more."


@require_safe
def compare_form(request: HttpRequest, play_id: str) -> HttpResponseBase:
    """Redirects to the comparison with the pasted link, or shows the form with what is wrong with the link."""
    play = responses.find_play(play_id)
    if play is None:
        return responses.play_not_found(request)
    pasted = request.GET.get("with")
    if pasted is None:
        return _render_form(request, play)
    if (other_id := parse_play_id(pasted)) is None:
        problem = NO_LINK + request.build_absolute_uri(play.address)
        return _render_form(request, play, problem, HTTPStatus.BAD_REQUEST)
    other = responses.find_play(other_id)
    if other is None:
        return _render_form(request, play, UNKNOWN_PLAY, HTTPStatus.NOT_FOUND)
    problem = _why_not_comparable(play, other)
    if problem:
        return _render_form(request, play, problem, HTTPStatus.BAD_REQUEST)
    return redirect("plays:comparison", play.id, other.id)


@require_safe
def comparison(request: HttpRequest, play_id: str, other_id: str) -> HttpResponseBase:
    """The places that only one of two plays has, and those that both have."""
    play, other = responses.find_play(play_id), responses.find_play(other_id)
    if play is None or other is None:
        return responses.play_not_found(request)
    data, quiz = current_quiz(play.quiz)
    problem = _why_not_comparable(play, other) or ("" if quiz else QUIZ_REMOVED)
    if problem or quiz is None:
        return _render_form(request, play, problem, HTTPStatus.BAD_REQUEST)

    def render_page() -> HttpResponse:
        first, second = play_index(play, data, quiz), play_index(other, data, quiz)
        found = compare(first, second, quiz)
        groups = (found.only_first, found.both, found.only_second)
        areas = {row.code for row in [*first.areas, *second.areas] if row.named}
        context = {
            "quiz": quiz,
            "play": play,
            "other": other,
            "data_version": data.version,
            "comparison": found,
            "lists": [render_lines(list_lines(group.entries, "size", quiz)) for group in groups],
            "max_listed": MAX_COMPARED_PLACES,
            "headline": f"Two plays of {title_in_sentence(quiz.title)}",
            **page_addresses(request),
            "map_script_data": responses.map_script_data(quiz, areas, [play, other]),
        }
        return render(request, "plays/comparison.html", context)

    return responses.respond_with_etag(request, data, [play, other], render_page)


def _why_not_comparable(play: Play, other: Play) -> str:
    """The reason why two plays cannot be compared; empty if they can."""
    if play.id == other.id:
        return SAME_PLAY
    return OTHER_QUIZ if play.quiz != other.quiz else ""


def _render_form(request: HttpRequest, play: Play, problem: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    """The form, with what was pasted and what is wrong with it. Not cached: the other play may be saved soon."""
    context = {"play": play, "problem": problem, "pasted": request.GET.get("with", ""), **page_addresses(request)}
    response = render(request, "plays/compare_form_page.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
