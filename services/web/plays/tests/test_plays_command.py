"""`manage.py plays` lists plays by network, deletes those that are named, and those that have expired."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from plays import network_hash
from plays.expiry import months_before
from plays.models import Play, PlayNetwork
from plays.tests.factories import AMERICAN, CHICAGO, PLAYS, play_body
from quizzes.tests.client import visitor
from quizzes.tests.query_capture import captured_queries

pytestmark = pytest.mark.django_db

SPAMMER, PLAYER = "203.0.113.9", "2001:db8::1"


@pytest.fixture(autouse=True)
def _new_key() -> Iterator[None]:
    network_hash._key_of.cache_clear()
    yield
    network_hash._key_of.cache_clear()


def save(*places: int, address: str) -> str:
    body = json.dumps(play_body(places=places))
    response = visitor().post(PLAYS, body, content_type="application/json", REMOTE_ADDR=address)
    return str(response.json()["id"])


def run(*options: str) -> str:
    out = StringIO()
    call_command("plays", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def spam() -> list[str]:
    return [save(*AMERICAN, address=SPAMMER) for _ in range(3)]


@pytest.fixture
def play_of_a_player(spam: list[str]) -> str:
    return save(CHICAGO, address=PLAYER)


def network_of(play_id: str) -> str:
    return PlayNetwork.objects.get(play_id=play_id).network


def test_plays_of_an_unknown_network_are_listed(play_of_a_player: str) -> None:
    PlayNetwork.objects.filter(play_id=play_of_a_player).delete()
    largest, _ = run().split("The newest plays")
    assert play_of_a_player in largest.split("network unknown")[1]


def test_plays_of_a_network_are_listed_together_under_its_code(spam: list[str], play_of_a_player: str) -> None:
    largest, newest = run().split("The newest plays")
    heading = f"network {network_of(spam[0])}, {datetime.now(UTC):%Y-%m-%d}: 3 plays with 9 places"
    for part in (largest, newest):
        lines = part.splitlines()
        at = next(number for number, line in enumerate(lines) if heading in line)
        assert {line.split()[0] for line in lines[at + 1 : at + 4]} == set(spam)
        assert play_of_a_player in part
    assert largest.index(spam[0]) < largest.index(play_of_a_player)
    assert newest.index(play_of_a_player) < newest.index(spam[0])
    assert "In all 4 plays with 10 places" in newest
    assert SPAMMER not in largest + newest


def test_only_so_many_plays_are_listed(spam: list[str], play_of_a_player: str) -> None:
    assert sum(id_ in run("--rows", "1") for id_ in spam) == 1


def test_a_network_is_deleted_at_once(spam: list[str], play_of_a_player: str) -> None:
    assert run("--delete", network_of(spam[0]), "--yes").startswith("Deleted 3 plays.")
    assert list(Play.objects.values_list("id", flat=True)) == [play_of_a_player]
    assert [one.play_id for one in PlayNetwork.objects.all()] == [play_of_a_player]


@pytest.mark.parametrize("answer", ["no", "", "y"])
def test_without_a_yes_nothing_is_deleted(spam: list[str], answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(CommandError, match="Not confirmed"):
        run("--delete", spam[0])
    assert Play.objects.count() == 3


def test_the_question_says_what_would_be_deleted(spam: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []

    def answer(question: str) -> str:
        questions.append(question)
        return "yes"

    monkeypatch.setattr("builtins.input", answer)
    run("--delete", spam[0], spam[1])
    assert "Delete 2 plays with 6 places" in questions[0]
    assert Play.objects.get().id == spam[2]


def test_an_unknown_name_deletes_nothing(spam: list[str]) -> None:
    with pytest.raises(CommandError, match="No play and no network has this name: nothing"):
        run("--delete", spam[0], "nothing", "--yes")
    assert Play.objects.count() == 3


def age(play_id: str, *, changed: datetime, viewed: date) -> None:
    Play.objects.filter(id=play_id).update(changed=changed, viewed_month=viewed)


OLD, RECENT = datetime(2026, 4, 30, 23, 59, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 28, tzinfo=UTC))


def test_plays_neither_changed_nor_viewed_for_so_many_months_expire(
    spam: list[str], today: None, settings: Settings
) -> None:
    age(spam[0], changed=OLD, viewed=date(2026, 4, 1))
    age(spam[1], changed=RECENT, viewed=date(2026, 4, 1))
    age(spam[2], changed=OLD, viewed=date(2026, 5, 1))
    assert run("--expire") == "Plays do not expire: PLAYS_EXPIRE_MONTHS is 0.\n"
    assert Play.objects.count() == 3
    settings.PLAYS_EXPIRE_MONTHS = 6
    assert run("--expire") == "Deleted 1 plays that nobody changed or viewed for 6 months.\n"
    assert set(Play.objects.values_list("id", flat=True)) == {spam[1], spam[2]}


@pytest.mark.parametrize(
    ("months", "first"), [(1, date(2026, 10, 1)), (11, date(2025, 12, 1)), (24, date(2024, 11, 1))]
)
def test_months_are_counted_across_years(months: int, first: date) -> None:
    assert months_before(date(2026, 11, 1), months) == first


@pytest.mark.parametrize("path", ["/plays/{}", "/plays/{}/map.png", "/api/v1/plays/{}"])
def test_a_view_is_recorded_once_in_a_month(spam: list[str], today: None, path: str) -> None:
    age(spam[0], changed=OLD, viewed=date(2026, 4, 1))
    with captured_queries() as queries:
        assert [visitor().get(path.format(spam[0])).status_code for _ in range(2)] == [200, 200]
    assert sum(sql.startswith("UPDATE") for sql in queries) == 1
    stored = Play.objects.get(id=spam[0])
    assert (stored.viewed_month, stored.changed, stored.revision) == (date(2026, 11, 1), OLD, 1)
