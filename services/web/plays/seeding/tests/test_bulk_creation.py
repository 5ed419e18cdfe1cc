"""Made-up plays in the database are such as a save would have left."""

from datetime import timedelta
from random import Random
from unittest.mock import patch

import pytest
from django.utils import timezone

from places.models import DataVersion, Place
from plays.ids import ID_LENGTH
from plays.models import Play
from plays.played_places import find_places
from plays.scoring import score
from plays.seeding import bulk_creation
from plays.seeding.bulk_creation import CHUNK, fill, made_up, read_pools, remove
from plays.seeding.sampling import Pool, Pools
from quizzes.current_data import NoDataLoaded, current_data
from quizzes.models import Quiz

pytestmark = pytest.mark.django_db

TOKYO = 1850147
Dice = Random
Places = dict[str, Pool]


def filled(plays: int, seed: int = 1) -> list[int]:
    return list(fill(plays, dice=Dice(seed), stop=lambda: False))


def as_saved() -> list[tuple[str, str, list[int]]]:
    return sorted((play.quiz, play.mode, play.ids) for play in Play.objects.all())


def test_a_pool_holds_the_places_of_its_quiz_largest_first(pools: Places) -> None:
    quizzes = Quiz.objects.in_bulk()
    assert set(pools) == set(quizzes)
    for slug, quiz in quizzes.items():
        people = list(pools[slug].people)
        assert (len(people), sum(people)) == (quiz.places, quiz.population)
        assert people == sorted(people, reverse=True)


@pytest.mark.usefixtures("pools")
def test_the_score_is_the_one_that_a_save_would_compute() -> None:
    sizes = filled(150)
    quizzes = Quiz.objects.in_bulk()
    plays = list(Play.objects.all())
    assert sorted(sizes) == sorted(play.places for play in plays)
    for play in plays:
        quiz = quizzes[play.quiz]
        assert (play.places, play.population) == score(quiz, find_places(play.ids).values())
        assert len(set(play.ids)) == play.places
        assert (play.quiz_places, play.quiz_population) == (quiz.places, quiz.population)
        assert play.data_version == current_data().version


def test_what_is_written_is_what_was_made(pools: Places) -> None:
    """Times, bytes and all: COPY and executemany know nothing of Django's fields."""
    now = timezone.now()
    made = made_up(Pools(pools.values()), "2026.11.0", now, Dice(3))
    with patch.object(bulk_creation, "made_up", lambda *_: made):
        filled(1)
    (stored,) = Play.objects.all()
    fields = [field.attname for field in Play._meta.concrete_fields if field.attname != "named"]
    assert {f: getattr(stored, f) for f in fields} == {f: getattr(made, f) for f in fields}
    assert stored.ids == made.ids
    assert Play.objects.filter(started=made.started, ended=made.ended).exists()  # SQLite compares texts
    assert (stored.saved, stored.changed, stored.revision) == (stored.ended, stored.ended, 1)
    assert now - timedelta(days=366) < stored.started < stored.ended < now


@pytest.mark.usefixtures("pools")
def test_each_has_an_address_and_a_secret_of_its_own() -> None:
    filled(50)
    plays = list(Play.objects.all())
    assert {len(play.id) for play in plays} == {ID_LENGTH}
    assert {len(play.secret_hash) for play in plays} == {64}
    assert len({play.secret_hash for play in plays}) == len({play.key_hash for play in plays}) == 50


@pytest.mark.usefixtures("pools")
def test_the_same_seed_makes_the_same_plays_beside_the_first() -> None:
    filled(30)
    once = as_saved()
    filled(30)
    assert as_saved() == sorted(once * 2)


@pytest.mark.usefixtures("pools")
def test_a_stop_keeps_what_is_in_so_far() -> None:
    told: list[int] = []
    sizes = fill(CHUNK * 9, dice=Dice(1), stop=lambda: len(told) == 2, on_progress=told.append)
    assert told == [CHUNK, CHUNK]
    assert len(sizes) == Play.objects.count() == CHUNK * 2


@pytest.mark.usefixtures("pools")
def test_the_last_chunk_is_what_is_left() -> None:
    told: list[int] = []
    fill(CHUNK + 3, dice=Dice(1), stop=lambda: False, on_progress=told.append)
    assert told == [CHUNK, 3]


def test_places_that_left_the_data_are_not_named() -> None:
    Place.objects.filter(id=TOKYO).update(retired=True)
    assert not any(TOKYO in pool.ids for pool in read_pools())


@pytest.mark.usefixtures("pools")
def test_they_can_be_told_from_real_ones_and_removed(play: Play) -> None:
    filled(20)
    assert remove() == 20
    assert list(Play.objects.all()) == [play]
    assert remove() == 0


def test_before_the_first_load_there_is_nothing_to_name() -> None:
    DataVersion.objects.all().delete()
    with pytest.raises(NoDataLoaded):
        filled(1)
