"""Two plays side by side, and the way there from a link that somebody was sent."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plays.current_quiz import current_quiz
from plays.models import Play
from plays.pages import responses
from plays.pages.comparison import compare, pasted_id
from plays.pages.place_list import html_of, lines_of

NO_LINK = "That is no link to a play. It looks like this, or is only its last part: "
UNKNOWN = "There is no play at that link. It may have been deleted; or look for a letter that is missing."
ITSELF = "That is the link to this very play. Paste the other one."
OTHER_QUIZ = "That is a play of another quiz, and only plays of the same quiz can be compared."
QUIZ_LEFT = "This quiz has left the data, so its plays cannot be compared any more."


@require_safe
def ask(request: HttpRequest, play_id: str) -> HttpResponseBase:
    """Where the form leads: on to the comparison with the pasted link, or back to the form with what is wrong."""
    play = responses.find(play_id)
    if play is None:
        return responses.gone(request)
    pasted = request.GET.get("with")
    if pasted is None:
        return _form(request, play)
    if (other_id := pasted_id(pasted)) is None:
        return _form(request, play, NO_LINK + request.build_absolute_uri(play.address), HTTPStatus.BAD_REQUEST)
    other = responses.find(other_id)
    if other is None:
        return _form(request, play, UNKNOWN, HTTPStatus.NOT_FOUND)
    problem = _unlike(play, other)
    if problem:
        return _form(request, play, problem, HTTPStatus.BAD_REQUEST)
    return redirect("plays:comparison", play.id, other.id)


@require_safe
def comparison(request: HttpRequest, play_id: str, other_id: str) -> HttpResponseBase:
    """What only one of two plays has named, and what both have."""
    play, other = responses.find(play_id), responses.find(other_id)
    if play is None or other is None:
        return responses.gone(request)
    data, quiz = current_quiz(play.quiz)
    problem = _unlike(play, other) or ("" if quiz else QUIZ_LEFT)
    if problem or quiz is None:
        return _form(request, play, problem, HTTPStatus.BAD_REQUEST)

    def draw() -> HttpResponse:
        found = compare(play, other, quiz)
        shares = (found.only_first, found.both, found.only_second)
        areas = {entry.area for share in shares for entry in share.entries}
        context = {
            "quiz": quiz,
            "play": play,
            "other": other,
            "data_version": data.version,
            "found": found,
            "lists": [html_of(lines_of(share.entries, "size", quiz)) for share in shares],
            "url": request.build_absolute_uri(),
            "boot": responses.boot(quiz, areas, [play, other]),
        }
        return render(request, "plays/comparison.html", context)

    return responses.fresh(request, data, [play, other], draw)


def _unlike(play: Play, other: Play) -> str:
    """Why two plays cannot be compared; empty where they can."""
    if play.id == other.id:
        return ITSELF
    return OTHER_QUIZ if play.quiz != other.quiz else ""


def _form(request: HttpRequest, play: Play, problem: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    """The form, with what is wrong with what was pasted. Kept by nobody: the other play may be saved a moment later."""
    context = {"play": play, "problem": problem, "pasted": request.GET.get("with", "")}
    response = render(request, "plays/ask.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
