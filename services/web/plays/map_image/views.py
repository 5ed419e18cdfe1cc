"""The picture of a play: what a link shows where it is shared."""

from itertools import chain

from django.conf import settings
from django.core.cache import cache
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from lib.process_memory import trim_heap
from plays.current_quiz import current_quiz
from plays.etag import etag_value
from plays.map_image import draw
from plays.models import Play
from plays.played_places import saved_places
from plays.scoring import Score
from quizzes.models import Quiz

# In our cache. A link that is shared has its picture fetched by several sites within minutes, then hardly ever. Redis'
# 32 MB hold 500 pictures of 60 KB, and those go first that nobody has asked for longest.
KEPT_SECONDS = 24 * 3600


@require_safe
def map_image(request: HttpRequest, play_id: str) -> HttpResponse:
    """The play as it is now: it is looked up before any cache, so that a deletion holds at once."""
    play, quiz, state = _found(play_id)
    etag = f'"{state}"'
    response = get_conditional_response(request, etag=etag)  # who has it costs no drawing
    if response is None:
        response = HttpResponse(_picture(play, quiz, state), content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # kept, but asked for each time
    return response


def _found(play_id: str) -> tuple[Play, Quiz, str]:
    """The play, its quiz, and the name of the state that both are in. Raises Http404."""
    try:
        play = Play.objects.defer("named").get(id=play_id)
    except (Play.DoesNotExist, DataError) as error:  # DataError: PostgreSQL knows no NUL
        raise Http404(f"There is no play {play_id!r}.") from error
    data, quiz = current_quiz(play.quiz)
    if quiz is None:
        raise Http404("The quiz of this play is no longer in the catalogue, so there is no map to draw.")
    return play, quiz, etag_value(data, play)


def _picture(play: Play, quiz: Quiz, state: str) -> bytes:
    key = f"picture:{state}"
    picture: bytes | None = None if settings.DEBUG else cache.get(key)
    if picture is None:
        picture = draw(
            quiz,
            chain.from_iterable(saved_places(play.ids)),
            score=Score(play.places, play.population),  # as it was judged, like the page's
            whole=Score(play.quiz_places, play.quiz_population),
        )
        trim_heap()  # or each worker that has drawn stays 15 MB larger
        cache.set(key, picture, KEPT_SECONDS)
    return picture
