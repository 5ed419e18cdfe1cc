"""POST /plays: what is stored, what is answered, and retries with the same idempotency key."""

from typing import Any

import pytest

from places.models import Place
from plays import saving
from plays.models import Play
from plays.play_secret import sha256_hex
from plays.tests.factories import (
    AMERICAN,
    CHICAGO,
    KEY,
    NEW_YORK,
    PLAYS,
    PORTLAND,
    create_play,
    named_ids,
    play_body,
    send,
    utc,
)
from plays.validation import validate_and_score
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db


def test_a_play_is_saved_with_its_score() -> None:
    response = send("POST", PLAYS, play_body())
    assert response.status_code == 201
    answer = response.json()
    people = sum(Place.objects.filter(id__in=AMERICAN).values_list("population", flat=True))
    quiz = Quiz.objects.get(slug="us")
    assert len(answer["id"]) == 11
    assert answer == {
        "id": answer["id"],
        "url": f"http://testserver/plays/{answer['id']}",
        "secret": answer["secret"],
        "revision": 1,
        "count": 3,
        "population": people,
        "quiz_places": quiz.places,
        "quiz_population": quiz.population,
        "data_version": answer["data_version"],
    }
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_play_is_stored_as_sent() -> None:
    answer = create_play(mode="filtered", started="2026-11-01T20:00:00+02:00", ended="2026-11-01T18:30:00.5")
    play = Play.objects.get(id=answer["id"])
    assert (play.quiz, play.mode, play.ids, play.revision) == ("us", "filtered", AMERICAN, 1)
    assert play.started == utc("2026-11-01T18:00:00Z")
    assert play.ended == utc("2026-11-01T18:30:00.5Z")  # without a zone it is UTC
    assert (play.places, play.population) == (answer["count"], answer["population"])
    assert play.data_version == answer["data_version"]


def test_only_the_hash_of_the_secret_is_stored() -> None:
    secret = create_play()["secret"]
    row = Play.objects.values().get()
    assert row["secret_hash"] == sha256_hex(secret)
    assert secret not in str(row)


def test_the_order_of_naming_is_stored() -> None:
    ids = [PORTLAND, CHICAGO, NEW_YORK]
    assert named_ids(create_play(places=ids)["id"]) == ids


def test_the_data_version_may_be_given() -> None:
    version = create_play()["data_version"]
    assert create_play(data_version=version)["data_version"] == version


def test_the_same_key_finds_the_play_again() -> None:
    first, again = (send("POST", PLAYS, play_body(), key=KEY) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Play.objects.count() == 1


def test_a_retry_changes_nothing_and_returns_the_play_as_it_is_now() -> None:
    first = send("POST", PLAYS, play_body(), key=KEY).json()
    Play.objects.update(revision=7, places=2)
    again = send("POST", PLAYS, play_body(places=[PORTLAND], mode="every"), key=KEY)
    assert again.status_code == 200
    assert again.json() == first | {"revision": 7, "count": 2}
    assert named_ids(first["id"]) == AMERICAN


def test_a_retry_succeeds_after_its_places_left_the_quiz() -> None:
    send("POST", PLAYS, play_body(), key=KEY)
    Place.objects.filter(id__in=AMERICAN).update(retired=True)
    assert send("POST", PLAYS, play_body(), key=KEY).status_code == 200


@pytest.mark.parametrize("key", ["a" * 22, "~" * 200, None])
def test_another_key_or_none_saves_another_play(key: str | None) -> None:
    answers = [send("POST", PLAYS, play_body(), key=each).json() for each in (KEY, key, None)]
    assert len({answer["id"] for answer in answers}) == 3
    assert len({answer["secret"] for answer in answers}) == 3


def test_of_two_simultaneous_equal_requests_one_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second arrives after the first has looked for its key, and finishes before it."""
    others: list[Any] = []

    def save_before_validation(*args: Any) -> Any:
        monkeypatch.setattr(saving, "validate_and_score", validate_and_score)
        others.append(send("POST", PLAYS, play_body(), key=KEY))
        return validate_and_score(*args)

    monkeypatch.setattr(saving, "validate_and_score", save_before_validation)
    slow = send("POST", PLAYS, play_body(), key=KEY)
    assert (slow.status_code, others[0].status_code) == (200, 201)
    assert slow.json() == others[0].json()
    assert Play.objects.count() == 1
