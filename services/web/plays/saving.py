"""Creates, changes and deletes plays. Only this module checks who owns a play.

When two requests collide, one SQL statement decides: two inserts collide on the unique hash of the idempotency key, two
updates on the revision in the WHERE clause. The only lock is that of the day's counts, taken last: plays.daily_usage.

A change deletes nothing from the cache: each request first reads the play from the database, and uses only what is
cached of its revision. A deletion also deletes the cached JSON and index. Map images expire, within a day.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from plays import daily_usage, errors
from plays.cache_keys import delete_cached
from plays.current_quiz import current_quiz
from plays.daily_usage import Usage
from plays.models import Play, PlayNetwork, pack
from plays.play_secret import secret_from_key, secret_matches, sha256_hex
from plays.schemas import NewPlay, PlayChange, PlayReplacement
from plays.scoring import Score
from plays.validation import PlaceChange, validate_and_score
from quizzes.current_data import current_data


def find(play_id: str) -> Play:
    """Raises the ApiError unknown_play."""
    try:
        return Play.objects.get(id=play_id)
    except (Play.DoesNotExist, DataError) as error:  # DataError: PostgreSQL accepts no NUL in text
        raise errors.unknown_play_error(play_id) from error


def find_owned(*, play_id: str, secret: str) -> Play:
    """The play, if `secret` is its secret. Raises the ApiError not_yours or unknown_play."""
    play = find(play_id)
    if not secret_matches(secret, play.secret_hash):
        raise errors.not_yours_error()
    return play


def create(*, key: str, sent: NewPlay, network: str) -> tuple[Play, bool]:
    """The play of this idempotency key, and whether it is new. A retry returns the stored play and changes nothing.

    `network`: the hash of the client's network (plays.network_hash), here and below.
    """
    key_hash = sha256_hex(key)
    if existing := Play.objects.filter(key_hash=key_hash).first():
        return existing, False
    growth = Usage(1, len(sent.places), daily_usage.ROW_BYTES + len(pack(sent.places)))
    daily_usage.require_room(network, growth)
    columns = _columns(sent, sent.quiz, sent.places, sent.started)
    columns |= {"quiz": sent.quiz, "key_hash": key_hash, "secret_hash": sha256_hex(secret_from_key(key))}
    try:
        with transaction.atomic():  # inside a test's transaction: a savepoint, so that only the insert is rolled back
            play = Play.objects.create(**columns)
            PlayNetwork.objects.create(play_id=play.id, day=play.saved.date(), network=network)
            daily_usage.add(network, growth)
            return play, True
    except IntegrityError:  # the same request at the same moment
        return Play.objects.get(key_hash=key_hash), False


def replace(*, play: Play, sent: PlayReplacement, network: str) -> None:
    """Replace everything that is stored of a play."""
    if sent.quiz != play.quiz:
        raise errors.quiz_changed_error(sent.quiz, play.quiz)
    _require_revision(play, sent.revision)
    previous = frozenset(play.ids)
    growth = _growth(play, len(previous), sent.places)
    daily_usage.require_room(network, growth)
    _update(play, _columns(sent, play.quiz, sent.places, sent.started, previous), network, growth)


def amend(*, play: Play, sent: PlayChange, network: str) -> None:
    """Remove places from a play and append others."""
    _require_revision(play, sent.revision)
    previous = dict.fromkeys(play.ids)
    for place in sent.removed:
        if place not in previous:
            raise errors.place_not_in_play_error(place)
    removed = frozenset(sent.removed)
    places = [*(place for place in previous if place not in removed), *sent.added]
    known = play.data_version == current_data().version
    change = PlaceChange(Score(play.places, play.population), sent.added, removed) if known else None
    growth = _growth(play, len(previous), places)
    daily_usage.require_room(network, growth)
    _update(play, _columns(sent, play.quiz, places, play.started, previous, change), network, growth)


def delete(*, play: Play) -> None:
    """Delete a play. Its revision does not matter."""
    if not delete_plays([play.id]):
        raise errors.unknown_play_error(play.id)


def delete_plays(ids: Sequence[str]) -> int:
    """Delete plays, what is known about where they came from, and what is cached. Returns how many there were."""
    with transaction.atomic():
        PlayNetwork.objects.filter(play_id__in=ids).delete()
        deleted = Play.objects.filter(id__in=ids).delete()[0]
    delete_cached(ids)
    return deleted


def _growth(play: Play, count: int, places: Sequence[int]) -> Usage:
    """What a change adds to a play that has `count` places. Removing places gives nothing back."""
    return Usage(0, max(0, len(places) - count), max(0, len(pack(places)) - len(play.named)))


def _require_revision(play: Play, revision: int) -> None:
    if play.revision != revision:
        raise errors.stale_play_error(revision, play.revision)


def _update(play: Play, columns: dict[str, Any], network: str, growth: Usage) -> None:
    """Store `columns`, unless another request changed the play since it was read."""
    columns |= {"revision": play.revision + 1, "changed": timezone.now()}  # update() does not apply auto_now
    with transaction.atomic():
        if not Play.objects.filter(id=play.id, revision=play.revision).update(**columns):
            raise errors.stale_play_error(play.revision)
        daily_usage.add(network, growth)
    for name, value in columns.items():
        setattr(play, name, value)


def _columns(
    sent: NewPlay | PlayChange,
    slug: str,
    places: Sequence[int],
    started: datetime,
    previous: Collection[int] = (),
    change: PlaceChange | None = None,
) -> dict[str, Any]:
    """The columns of a play with these places, scored under the current data. `previous`: ids that it has already."""
    if sent.ended < started:
        raise errors.ended_before_start_error()
    data, quiz = current_quiz(slug)
    if quiz is None:
        raise errors.unknown_quiz_error(slug)
    if sent.data_version not in (None, data.version):
        raise errors.stale_data_error(sent.data_version, data.version)
    score = validate_and_score(quiz, places, previous, change)
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
