"""The catalogue and the match over HTTP: public, without cookies, the same for everybody.

Each answer's ETag is the loaded data's; Django's ConditionalGetMiddleware makes the 304 of it.
"""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import Router

from config.errors import ApiError
from config.schemas import ErrorAnswer
from quizzes.current_data import CurrentData, NoDataLoaded, current_data, quiz_in
from quizzes.match_cache import answers
from quizzes.matching import sections_of
from quizzes.models import Quiz
from quizzes.schemas import (
    CatalogueEntry,
    Guess,
    Guesses,
    MatchAnswer,
    MatchAnswers,
    QuizDetail,
    SectionAnswer,
)

router = Router(tags=["quizzes"])

PUBLIC_SECONDS = 300  # in browsers and strangers' proxies: how long an answer may outlive the data it came from
NGINX_SECONDS = 24 * 3600  # in our nginx, which a load makes forget; see deployment/cache_epoch.py

REFUSALS = {404: ErrorAnswer, 503: ErrorAnswer}


@router.get("", response={200: list[CatalogueEntry], 503: ErrorAnswer})
def catalogue(request: HttpRequest, response: HttpResponse) -> Any:
    """All quizzes: the world, continents, countries, regions."""
    _public(response)
    return Quiz.objects.order_by("position").values("slug", "title", "kind", "places", "population")


@router.get("/{slug}", response={200: QuizDetail, **REFUSALS})
def detail(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    """One quiz, with its regions and size brackets and their totals."""
    data = _public(response)
    return describe(_quiz(slug, data), data)


@router.get("/{slug}/match", response={200: MatchAnswer, 400: ErrorAnswer, **REFUSALS})
def match_name(request: HttpRequest, response: HttpResponse, slug: str, name: Guess) -> Any:
    """The places of the quiz that a guessed name stands for, or why there is none."""
    data = _public(response)
    return answers(_quiz(slug, data), data, [name])[0]


@router.post("/{slug}/matches", response={200: MatchAnswers, 400: ErrorAnswer, **REFUSALS})
def match_names(request: HttpRequest, response: HttpResponse, slug: str, guesses: Guesses) -> Any:
    """The same for up to a hundred names at once, in their order: for a list that somebody brings along.

    A name that cannot be a guess is a 400 for all of them, which says where it stands.
    """
    data = _loaded()
    response["Cache-Control"] = "no-store"
    return {"answers": answers(_quiz(slug, data), data, guesses.names)}


@router.get("/{slug}/sections", response={200: SectionAnswer, 400: ErrorAnswer, **REFUSALS})
def sections(request: HttpRequest, response: HttpResponse, slug: str, name: Guess) -> Any:
    """Whose section it is that a player named: asked after a miss, answered in ids only.

    The page names a municipality only to players who have named it themselves.
    """
    data = _public(response)
    return {"name": name, "of": sections_of(_quiz(slug, data), name)}


def describe(quiz: Quiz, data: CurrentData) -> dict[str, Any]:
    """A `QuizDetail` as a dictionary."""
    fields = ("slug", "title", "kind", "places", "population", "unknown_population", "region_noun")
    return {
        **{field: getattr(quiz, field) for field in fields},
        "data_version": data.version,
        "regions": quiz.regions,
        "brackets": quiz.brackets,
    }


def _public(response: HttpResponse) -> CurrentData:
    """Make the answer cacheable, bound to the data that is loaded now."""
    data = _loaded()
    response["ETag"] = f'"{data.fingerprint}-{settings.BUILD_ID}"'
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    response["X-Accel-Expires"] = str(NGINX_SECONDS)  # for nginx alone: it goes before Cache-Control, and no further
    return data


def _loaded() -> CurrentData:
    try:
        return current_data()
    except NoDataLoaded as nothing:
        raise ApiError(
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            code="no_data",
            message="No places are loaded yet. Run `manage.py load_places`, or try again in a minute.",
        ) from nothing


def _quiz(slug: str, data: CurrentData) -> Quiz:
    try:
        return quiz_in(data.fingerprint, slug)
    except (Quiz.DoesNotExist, DataError) as error:  # DataError: PostgreSQL knows no NUL
        message = f"There is no quiz {slug!r}. /api/v1/quizzes lists all there are."
        raise ApiError(status=HTTPStatus.NOT_FOUND, code="unknown_quiz", message=message) from error
