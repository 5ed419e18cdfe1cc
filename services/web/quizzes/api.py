"""The catalogue and the match over HTTP: public, without cookies, the same for every visitor.

The ETag of each response contains the fingerprint of the data. If a client has sent this ETag, Django's
ConditionalGetMiddleware answers with a 304.
"""

from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic_core import to_json

from config.errors import ApiError
from config.schemas import REFUSED_CHANGE, ErrorAnswer
from quizzes.current_data import CurrentData, NoDataLoaded, current_data, quiz_in
from quizzes.match_cache import cached_matches
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

# In browsers and other proxies. After a load, players may still get responses of the old data for this time.
PUBLIC_CACHE_SECONDS = 300
NGINX_CACHE_SECONDS = 24 * 3600  # may be long, because a load invalidates nginx's cache; see deployment/cache_epoch.py

ERRORS = {404: ErrorAnswer, 503: ErrorAnswer}


@router.get("", response={200: list[CatalogueEntry], 503: ErrorAnswer})
def catalogue(request: HttpRequest, response: HttpResponse) -> Any:
    """All quizzes: the world, continents, countries, regions."""
    response.content = _catalogue_json(_make_cacheable(response).fingerprint)
    return response


@router.get("/{slug}", response={200: QuizDetail, **ERRORS})
def detail(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    """One quiz, with its regions and size brackets and their totals."""
    data = _make_cacheable(response)
    return quiz_detail(_quiz(slug, data), data)


@router.get("/{slug}/match", response={200: MatchAnswer, 400: ErrorAnswer, **ERRORS})
def match_name(request: HttpRequest, response: HttpResponse, slug: str, name: Guess) -> Any:
    """The places of the quiz that a guess means, or the reason why there are none."""
    data = _make_cacheable(response)
    return cached_matches(_quiz(slug, data), data, [name])[0]


@router.post("/{slug}/matches", response={200: MatchAnswers, 400: ErrorAnswer, **REFUSED_CHANGE, **ERRORS})
def match_names(request: HttpRequest, response: HttpResponse, slug: str, guesses: Guesses) -> Any:
    """The matches of up to a hundred names, in the order of the names: for the import of a list.

    If one name cannot be a guess, all are refused with a 400 whose message gives its position.
    """
    data = _current_data()
    response["Cache-Control"] = "no-store"
    # Written here and not by ninja, which takes 100 ms: a hundred names may mean 5,000 places.
    response.content = to_json({"answers": cached_matches(_quiz(slug, data), data, guesses.names)})
    return response


@router.get("/{slug}/sections", response={200: SectionAnswer, 400: ErrorAnswer, **ERRORS})
def sections(request: HttpRequest, response: HttpResponse, slug: str, name: Guess) -> Any:
    """The municipalities that have a section with the guessed name: for a player who has guessed a section.

    Only ids are returned, because the page shows the name of a municipality only to players who have guessed it.
    """
    data = _make_cacheable(response)
    return {"name": name, "of": sections_of(_quiz(slug, data), name)}


@lru_cache(maxsize=1)
def _catalogue_json(fingerprint: str) -> bytes:
    """A list of `CatalogueEntry` in JSON: 100 KB, made once by each worker for each version of the data."""
    return to_json(list(Quiz.objects.order_by("position").values(*CatalogueEntry.model_fields)))


def quiz_detail(quiz: Quiz, data: CurrentData) -> dict[str, Any]:
    """The content of a `QuizDetail`."""
    fields = ("slug", "title", "kind", "places", "population", "unknown_population", "region_noun")
    return {
        **{field: getattr(quiz, field) for field in fields},
        "data_version": data.version,
        "regions": quiz.regions,
        "brackets": quiz.brackets,
    }


def _make_cacheable(response: HttpResponse) -> CurrentData:
    """Allow caches to store the response, with an ETag for the current data."""
    data = _current_data()
    response["ETag"] = f'"{data.fingerprint}-{settings.BUILD_ID}"'
    response["Cache-Control"] = f"public, max-age={PUBLIC_CACHE_SECONDS}"
    response["X-Accel-Expires"] = str(NGINX_CACHE_SECONDS)  # for nginx only: it removes this header
    return data


def _current_data() -> CurrentData:
    try:
        return current_data()
    except NoDataLoaded as error:
        raise ApiError(
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            code="no_data",
            message="No places are loaded yet. Run `manage.py load_places`, or try again in a minute.",
        ) from error


def _quiz(slug: str, data: CurrentData) -> Quiz:
    try:
        return quiz_in(data.fingerprint, slug)
    except (Quiz.DoesNotExist, DataError) as error:  # DataError: PostgreSQL refuses NUL in text
        message = f"There is no quiz {slug!r}. /api/v1/quizzes lists all quizzes."
        raise ApiError(status=HTTPStatus.NOT_FOUND, code="unknown_quiz", message=message) from error
