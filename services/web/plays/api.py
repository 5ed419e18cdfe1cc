"""Saved plays over HTTP. Without cookies: what proves that a play is one's own is sent by the page itself."""

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Header, Router, Status
from ninja.security import HttpBearer

from config.schemas import ErrorAnswer
from plays import errors, ids, saving
from plays.etag import state_of
from plays.models import Play
from plays.schemas import BadPlay, PlayDetail, PlaySaved, SentAgain, SentChange, SentPlay
from plays.serialization import document, judgement
from plays.validation import quiz_now

router = Router(tags=["plays"])


class PlaySecret(HttpBearer):
    """The secret that saving a play was answered with. Whose it is, `plays.saving` asks."""

    def __call__(self, request: HttpRequest) -> str:
        secret: str | None = super().__call__(request)
        if not secret:
            raise errors.no_secret()
        return secret

    def authenticate(self, request: HttpRequest, token: str) -> str:
        return token.strip()


IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Visible ASCII, drawn at random: a retry with the same key finds the play, and saves no other",
        min_length=ids.SHORTEST_KEY,
        max_length=ids.LONGEST_KEY,
        pattern="^[!-~]+$",
    ),
]

AWAY = {503: ErrorAnswer}
REFUSED = {400: BadPlay, 413: ErrorAnswer, **AWAY}
OWN = {401: ErrorAnswer, 403: ErrorAnswer, 404: ErrorAnswer}
CHANGED = {200: PlaySaved, 409: ErrorAnswer, **OWN, **REFUSED}


@router.post("", response={201: PlaySaved, 200: PlaySaved, 409: ErrorAnswer, **REFUSED})
def save(
    request: HttpRequest, response: HttpResponse, body: SentPlay, idempotency_key: IdempotencyKey = None
) -> Status[Any]:
    """Save a play. 200 with the play as it is now if it was saved under this key before."""
    key = idempotency_key or ids.new_key()
    play, new = saving.create(key=key, sent=body)
    answer = _saved(request, response, play, secret=ids.secret_of(key))
    return Status(HTTPStatus.CREATED if new else HTTPStatus.OK, answer)


@router.put("/{play_id}", response=CHANGED, auth=PlaySecret())
def replace(request: HttpRequest, response: HttpResponse, play_id: str, body: SentAgain) -> Any:
    """Save a play again, whole. Places that it has already stay allowed after they left the data or the quiz."""
    play = _own(request, play_id)
    saving.replace(play=play, sent=body)
    return _saved(request, response, play)


@router.patch("/{play_id}", response=CHANGED, auth=PlaySecret())
def amend(request: HttpRequest, response: HttpResponse, play_id: str, body: SentChange) -> Any:
    """Save what is different in a play."""
    play = _own(request, play_id)
    saving.amend(play=play, sent=body)
    return _saved(request, response, play)


@router.delete("/{play_id}", response={204: None, **OWN, **AWAY}, auth=PlaySecret())
def delete(request: HttpRequest, response: HttpResponse, play_id: str) -> Status[None]:
    """Delete a play for good; its link and its pictures end at once."""
    saving.delete(play=_own(request, play_id))
    response["Cache-Control"] = "no-store"
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/{play_id}", response={200: PlayDetail, 404: ErrorAnswer, **AWAY})
def detail(request: HttpRequest, response: HttpResponse, play_id: str) -> Any:
    """A play with its places in the order of naming: for everybody who has the link."""
    play = saving.find(play_id)
    data, quiz = quiz_now(play.quiz)
    etag = f'"{state_of(data, play)}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # kept, but asked for each time: a deletion holds at once
    known = get_conditional_response(request, etag=etag, response=response)
    if known and known.status_code == HTTPStatus.NOT_MODIFIED:
        return known  # before any place is looked up
    response.content = document(play, url=_url(request, play), data=data, quiz=quiz)
    return response


def _own(request: HttpRequest, play_id: str) -> Play:
    return saving.own(play_id=play_id, secret=request.auth)  # type: ignore[attr-defined]  # ninja's, of PlaySecret


def _saved(request: HttpRequest, response: HttpResponse, play: Play, secret: str | None = None) -> dict[str, Any]:
    """A `PlaySaved` as a dictionary. Nobody keeps it: it may hold the secret."""
    response["Cache-Control"] = "no-store"
    url = _url(request, play)
    return {"id": play.id, "url": url, "secret": secret, "revision": play.revision, **judgement(play)}


def _url(request: HttpRequest, play: Play) -> str:
    return request.build_absolute_uri(play.address)
