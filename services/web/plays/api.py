"""/api/v1/plays: saved plays. It uses no cookies: each request carries the secret that proves that a play is yours."""

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import Header, Router, Status
from ninja.security import HttpBearer

from config.schemas import REFUSED_CHANGE, ErrorAnswer
from plays import errors, play_secret, saving
from plays.current_quiz import current_quiz
from plays.etag import etag_value
from plays.large_play_json import write_large_play
from plays.large_plays import is_large
from plays.models import Play
from plays.network_hash import network_hash
from plays.schemas import InvalidPlayAnswer, NewPlay, PlayChange, PlayDetail, PlayReplacement, SavedPlay
from plays.serialization import play_detail_json, stored_score

router = Router(tags=["plays"])


class PlaySecret(HttpBearer):
    """Reads the play's secret from the Authorization header. `plays.saving` checks that it fits the play."""

    def __call__(self, request: HttpRequest) -> str:
        secret: str | None = super().__call__(request)
        if not secret:
            raise errors.no_secret_error()
        return secret

    def authenticate(self, request: HttpRequest, token: str) -> str:
        return token.strip()


IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Random visible ASCII: a retry with the same key finds the saved play and does not save another",
        min_length=play_secret.MIN_KEY_LENGTH,
        max_length=play_secret.MAX_KEY_LENGTH,
        pattern="^[!-~]+$",
    ),
]

UNAVAILABLE = {503: ErrorAnswer}
INVALID = {400: InvalidPlayAnswer, 413: ErrorAnswer, 429: ErrorAnswer, **REFUSED_CHANGE, **UNAVAILABLE}
NOT_OWNED = {401: ErrorAnswer, 404: ErrorAnswer, **REFUSED_CHANGE}
CHANGED = {200: SavedPlay, 409: ErrorAnswer, **NOT_OWNED, **INVALID}


@router.post("", response={201: SavedPlay, 200: SavedPlay, 409: ErrorAnswer, **INVALID})
def save(
    request: HttpRequest, response: HttpResponse, body: NewPlay, idempotency_key: IdempotencyKey = None
) -> Status[Any]:
    """Save a play. If one was saved with this key before, the answer is 200 with that play as it is now."""
    key = idempotency_key or play_secret.new_idempotency_key()
    play, is_new = saving.create(key=key, sent=body, network=network_hash(request))
    answer = _saved_play(request, response, play, secret=play_secret.secret_from_key(key))
    return Status(HTTPStatus.CREATED if is_new else HTTPStatus.OK, answer)


@router.put("/{play_id}", response=CHANGED, auth=PlaySecret())
def replace(request: HttpRequest, response: HttpResponse, play_id: str, body: PlayReplacement) -> Any:
    """Replace a whole play. It may keep places that have left the data or the quiz since it was saved."""
    play = _owned_play(request, play_id)
    saving.replace(play=play, sent=body, network=network_hash(request))
    return _saved_play(request, response, play)


@router.patch("/{play_id}", response=CHANGED, auth=PlaySecret())
def amend(request: HttpRequest, response: HttpResponse, play_id: str, body: PlayChange) -> Any:
    """Remove places from a play and append others."""
    play = _owned_play(request, play_id)
    saving.amend(play=play, sent=body, network=network_hash(request))
    return _saved_play(request, response, play)


@router.delete("/{play_id}", response={204: None, **NOT_OWNED, **UNAVAILABLE}, auth=PlaySecret())
def delete(request: HttpRequest, response: HttpResponse, play_id: str) -> Status[None]:
    """Delete a play permanently. Its link and its map image stop working at once."""
    saving.delete(play=_owned_play(request, play_id))
    response["Cache-Control"] = "no-store"
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/{play_id}", response={200: PlayDetail, 404: ErrorAnswer, **UNAVAILABLE})
def detail(request: HttpRequest, response: HttpResponse, play_id: str) -> Any:
    """A play with its places in the order of naming, for everybody who has the link."""
    play = saving.find(play_id)
    play.record_view()
    data, quiz = current_quiz(play.quiz)
    large, version = is_large(play), etag_value(data, play)
    response["ETag"] = etag = f'W/"{version}"' if large else f'"{version}"'  # weak: compressed or not
    if large:
        patch_vary_headers(response, ["Accept-Encoding"])  # nginx does it for small plays, which it compresses
    response["Cache-Control"] = "no-cache"  # revalidated on every request, so that a deletion takes effect at once
    conditional = get_conditional_response(request, etag=etag, response=response)
    if conditional and conditional.status_code == HTTPStatus.NOT_MODIFIED:
        return conditional  # no place was read from the database
    if large:
        write_large_play(request, response, play, version, data, quiz)
    else:
        response.content = play_detail_json(play, url=_url(request, play), data=data, quiz=quiz)
    return response


def _owned_play(request: HttpRequest, play_id: str) -> Play:
    secret = request.auth  # type: ignore[attr-defined]  # ninja sets it to what PlaySecret returned
    return saving.find_owned(play_id=play_id, secret=secret)


def _saved_play(request: HttpRequest, response: HttpResponse, play: Play, secret: str | None = None) -> dict[str, Any]:
    """A `SavedPlay` as a dictionary. No cache may store it: it may contain the secret."""
    response["Cache-Control"] = "no-store"
    url = _url(request, play)
    return {"id": play.id, "url": url, "secret": secret, "revision": play.revision, **stored_score(play)}


def _url(request: HttpRequest, play: Play) -> str:
    return request.build_absolute_uri(play.address)
