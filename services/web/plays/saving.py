"""Saving, changing and deleting plays. Here alone is decided whose a play is.

Nothing is locked. Where two requests meet, one statement decides: of two inserts the unique hash of the idempotency key
lets one through, of two changes the revision in an update's WHERE.

Pictures of a play are cached under `picture:<id>:<revision>:…`, and the play is asked for before each: nothing has to
be forgotten after a change or a deletion.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from plays import errors, ids
from plays.models import Play, pack
from plays.schemas import SentAgain, SentChange, SentPlay
from plays.validation import judged, quiz_now


def find(play_id: str) -> Play:
    """Raises the ApiError unknown_play."""
    try:
        return Play.objects.get(id=play_id)
    except (Play.DoesNotExist, DataError) as error:  # DataError: PostgreSQL knows no NUL
        raise errors.unknown_play(play_id) from error


def own(*, play_id: str, secret: str) -> Play:
    """The play, if `secret` proves that it is one's own."""
    play = find(play_id)
    if not ids.matches(secret, play.secret_hash):
        raise errors.not_yours()
    return play


def create(*, key: str, sent: SentPlay) -> tuple[Play, bool]:
    """The play of this idempotency key, and whether it is new. A retry finds it as it is now and changes nothing."""
    key_hash = ids.hash_of(key)
    if already := Play.objects.filter(key_hash=key_hash).first():
        return already, False
    fields = _fields(sent, sent.quiz, sent.places, sent.started)
    fields |= {"quiz": sent.quiz, "key_hash": key_hash, "secret_hash": ids.hash_of(ids.secret_of(key))}
    try:
        with transaction.atomic():  # in a test's transaction a savepoint, which alone is undone
            return Play.objects.create(**fields), True
    except IntegrityError:  # the same request, at the same moment
        return Play.objects.get(key_hash=key_hash), False


def replace(*, play: Play, sent: SentAgain) -> None:
    """Put a whole play in the place of what is stored."""
    if sent.quiz != play.quiz:
        raise errors.other_quiz(sent.quiz, play.quiz)
    _meant(play, sent.revision)
    _update(play, _fields(sent, play.quiz, sent.places, sent.started, frozenset(play.ids)))


def amend(*, play: Play, sent: SentChange) -> None:
    """Take places out of what is stored, and put others at its end."""
    _meant(play, sent.revision)
    held = dict.fromkeys(play.ids)
    for place in sent.removed:
        if place not in held:
            raise errors.not_there(place)
    out = frozenset(sent.removed)
    places = [*(place for place in held if place not in out), *sent.added]
    _update(play, _fields(sent, play.quiz, places, play.started, held))


def delete(*, play: Play) -> None:
    """Take a play away at whatever revision: who deletes means all of it."""
    if not Play.objects.filter(id=play.id).delete()[0]:
        raise errors.unknown_play(play.id)


def _meant(play: Play, revision: int) -> None:
    if play.revision != revision:
        raise errors.stale_play(revision, play.revision)


def _update(play: Play, fields: dict[str, Any]) -> None:
    """Store `fields`, unless somebody changed the play since it was read."""
    fields |= {"revision": play.revision + 1, "changed": timezone.now()}  # auto_now is for save() alone
    if not Play.objects.filter(id=play.id, revision=play.revision).update(**fields):
        raise errors.stale_play(play.revision)
    for name, value in fields.items():
        setattr(play, name, value)


def _fields(
    sent: SentPlay | SentChange, slug: str, places: Sequence[int], started: datetime, held: Collection[int] = ()
) -> dict[str, Any]:
    """The columns of a play with these places, judged by the data that is loaded now."""
    if sent.ended < started:
        raise errors.ended_first()
    data, quiz = quiz_now(slug)
    if quiz is None:
        raise errors.unknown_quiz(slug)
    if sent.data_version not in (None, data.version):
        raise errors.stale_data(sent.data_version, data.version)
    score = judged(quiz, places, held)
    return {
        "mode": sent.mode,
        "started": started,
        "ended": sent.ended,
        "named": pack(places),
        "data_version": data.version,
        "places": score.places,
        "population": score.population,
        "quiz_places": quiz.places,
        "quiz_population": quiz.population,
    }
