"""What anonymous people may save in a day is limited, for each network and for all together."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from pytest_django import Settings

from plays import network_hash
from plays.daily_usage import EVERYBODY, NETWORK_DAYS, ROW_BYTES
from plays.models import DailyUsage, Play, PlayNetwork
from plays.tests.factories import AMERICAN, CHICAGO, KEY, LOS_ANGELES, NEW_YORK, PLAYS, PORTLAND, change_body, play_body
from quizzes.tests.client import error_code, visitor

pytestmark = pytest.mark.django_db

PLENTY = 10**9
SIZE = ROW_BYTES + 1 + 3 * len(AMERICAN)  # bytes of a play of three places
NOW = datetime(2026, 11, 28, 21, 30, tzinfo=UTC)
ADDRESS, OTHER_ADDRESS = "203.0.113.9", "2001:db8:1:2::1"
numbers = count()


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    network_hash._key_of.cache_clear()
    yield
    network_hash._key_of.cache_clear()


@pytest.fixture
def limits(settings: Settings) -> Settings:
    """No limits; a test sets those that it is about."""
    settings.MAX_DAILY_USAGE_PER_ADDRESS = settings.MAX_DAILY_USAGE = (PLENTY, PLENTY, PLENTY)
    return settings


def send(method: str, path: str, body: dict[str, Any], *, address: str = ADDRESS, **headers: str) -> Any:
    return visitor().generic(
        method, path, json.dumps(body), content_type="application/json", headers=headers, REMOTE_ADDR=address
    )


def save(*places: int, address: str = ADDRESS, key: str = "") -> Any:
    headers = {"Idempotency-Key": key or f"{KEY}-{next(numbers)}"}
    return send("POST", PLAYS, play_body(places=places or AMERICAN), address=address, **headers)


def amend(play: dict[str, Any], *, address: str = ADDRESS, **changes: Any) -> Any:
    body = change_body(**changes)
    return send("PATCH", f"{PLAYS}/{play['id']}", body, address=address, Authorization=f"Bearer {play['secret']}")


def assert_limited(response: Any, words: str) -> None:
    assert (response.status_code, error_code(response)) == (429, "daily_limit")
    assert words in response.json()["error"]["message"]
    assert response["Retry-After"] == str(2.5 * 3600 + 1).removesuffix(".0")  # until midnight


def test_plays_of_a_network_are_limited(limits: Settings) -> None:
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (2, PLENTY, PLENTY)
    neighbour = "2001:db8:1:2:ffff::1"  # in the network of the other address
    assert [save(address=address).status_code for address in (OTHER_ADDRESS, neighbour)] == [201, 201]
    assert_limited(save(address=OTHER_ADDRESS), "From one network address at most 2 plays can be saved in a day")
    assert_limited(save(address=neighbour), "in 2:30:01")
    assert save(address="2001:db8:1:3::1").status_code == 201
    assert save().status_code == 201
    assert Play.objects.count() == 4


def test_places_and_bytes_of_a_network_are_limited(limits: Settings) -> None:
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (PLENTY, 5, PLENTY)
    assert save().status_code == 201
    assert_limited(save(), "5 places")
    assert save(NEW_YORK, CHICAGO).status_code == 201  # a refused play is not counted
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (PLENTY, PLENTY, SIZE)
    assert save(address=OTHER_ADDRESS).status_code == 201
    assert_limited(save(address=OTHER_ADDRESS), f"{SIZE} bytes")


def test_all_networks_together_are_limited(limits: Settings) -> None:
    limits.MAX_DAILY_USAGE = (2, PLENTY, PLENTY)
    assert [save().status_code, save(address=OTHER_ADDRESS).status_code] == [201, 201]
    assert_limited(save(address="192.0.2.1"), "On this site at most 2 plays can be saved in a day")


def test_a_limit_of_zero_lets_nothing_be_saved(limits: Settings) -> None:
    limits.MAX_DAILY_USAGE = (0, PLENTY, PLENTY)
    assert_limited(save(), "at most 0 plays")


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_growth_by_changes_is_counted(limits: Settings, method: str) -> None:
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (1, 3, PLENTY)
    play = save(NEW_YORK, CHICAGO).json()
    grown = {"PATCH": change_body(added=[LOS_ANGELES]), "PUT": play_body(revision=1)}[method]
    path, headers = f"{PLAYS}/{play['id']}", {"Authorization": f"Bearer {play['secret']}"}
    assert send(method, path, grown, **headers).status_code == 200
    again = {
        "PATCH": change_body(revision=2, added=[PORTLAND]),
        "PUT": play_body(revision=2, places=[*AMERICAN, PORTLAND]),
    }
    assert_limited(send(method, path, again[method], **headers), "3 places")
    assert Play.objects.get().revision == 2
    usage = DailyUsage.objects.get(network=EVERYBODY)
    assert (usage.plays, usage.places, usage.bytes) == (1, 3, SIZE)


def test_what_does_not_grow_is_never_limited(limits: Settings) -> None:
    play = save().json()
    limits.MAX_DAILY_USAGE_PER_ADDRESS = limits.MAX_DAILY_USAGE = (0, 0, 0)
    assert amend(play, mode="every").status_code == 200
    assert amend(play, revision=2, removed=[CHICAGO]).status_code == 200
    assert_limited(amend(play, revision=3, added=[CHICAGO]), "places")
    path, headers = f"{PLAYS}/{play['id']}", {"Authorization": f"Bearer {play['secret']}"}
    assert send("DELETE", path, {}, **headers).status_code == 204


def test_a_retry_is_counted_once_and_answered_beyond_the_limit(limits: Settings) -> None:
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (1, PLENTY, PLENTY)
    assert [save(key=KEY).status_code for _ in range(3)] == [201, 200, 200]


def test_invalid_plays_are_not_counted(limits: Settings) -> None:
    assert save(7).status_code == 400
    assert not DailyUsage.objects.exists()
    assert not PlayNetwork.objects.exists()


def test_deleting_gives_nothing_back_and_forgets_the_network(limits: Settings) -> None:
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (1, PLENTY, PLENTY)
    play = save().json()
    assert PlayNetwork.objects.get().play_id == play["id"]
    path, headers = f"{PLAYS}/{play['id']}", {"Authorization": f"Bearer {play['secret']}"}
    assert send("DELETE", path, {}, **headers).status_code == 204
    assert not PlayNetwork.objects.exists()
    assert_limited(save(), "1 plays")


def test_a_new_day_begins_at_zero_and_forgets_old_networks(limits: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    limits.MAX_DAILY_USAGE_PER_ADDRESS = (1, PLENTY, PLENTY)
    assert save().status_code == 201
    for days in (1, NETWORK_DAYS):
        later = NOW + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.now", lambda later=later: later)
        assert save().status_code == 201
    assert [usage.day for usage in DailyUsage.objects.filter(network=EVERYBODY)] == [later.date()]
    assert [(later.date() - one.day).days for one in PlayNetwork.objects.order_by("day")] == [NETWORK_DAYS - 1, 0]


def test_a_class_of_thirty_with_several_quizzes_and_a_world_play_each_is_admitted(settings: Settings) -> None:
    """With the default limits: 30 pupils, each with ten plays of 300 places and one of 10,000."""
    plays, places = 30 * 11, 30 * (10 * 300 + 10_000)
    wanted = (plays, places, plays * ROW_BYTES + 3 * places)
    assert all(part <= limit for part, limit in zip(wanted, settings.MAX_DAILY_USAGE_PER_ADDRESS, strict=True))
    assert all(50 * part <= limit for part, limit in zip(wanted, settings.MAX_DAILY_USAGE, strict=True))
