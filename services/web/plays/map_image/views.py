"""Serves the map image of a play, which sites show beside a shared link."""

from django.conf import settings
from django.core.cache import cache
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from config.work_slot import work_slot
from plays.current_quiz import current_quiz
from plays.etag import etag_value
from plays.map_image import draw_map_image
from plays.models import Play
from plays.played_places import located_places
from plays.scoring import Score
from quizzes.models import Quiz

# How long Redis caches an image. Several sites fetch it within minutes after a link was shared, later hardly any. 32 MB
# hold 500 images of 60 KB; Redis evicts the least recently used first.
CACHE_SECONDS = 24 * 3600


@require_safe
def map_image(request: HttpRequest, play_id: str) -> HttpResponse:
    """The image of a play as it is now. The play is read before the cache, so that a deletion takes effect at once."""
    play, quiz, version = _find_play(play_id)
    play.record_view()
    etag = f'"{version}"'
    response = get_conditional_response(request, etag=etag)  # a 304 needs no drawing
    if response is None:
        response = HttpResponse(_cached_image(play, quiz, version), content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # revalidated on every request
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites show the picture beside a link to the play
    return response


def _find_play(play_id: str) -> tuple[Play, Quiz, str]:
    """The play, its quiz, and the version of its image. Raises Http404."""
    try:
        play = Play.objects.defer("named").get(id=play_id)
    except (Play.DoesNotExist, DataError) as error:  # DataError: PostgreSQL accepts no NUL in text
        raise Http404(f"There is no play {play_id!r}.") from error
    data, quiz = current_quiz(play.quiz)
    if quiz is None:
        raise Http404("The quiz of this play is no longer in the catalogue, so there is no map to draw.")
    return play, quiz, etag_value(data, play)


def _cached_image(play: Play, quiz: Quiz, version: str) -> bytes:
    key = f"map-image:{version}"
    image: bytes | None = None if settings.DEBUG else cache.get(key)
    if image is None:
        with work_slot():  # even the map of a play of one place takes 100 ms
            image = draw_map_image(
                quiz,
                located_places(play.ids),
                score=Score(play.places, play.population),  # the stored score, as on the page
                quiz_total=Score(play.quiz_places, play.quiz_population),
            )
        cache.set(key, image, CACHE_SECONDS)
    return image
