"""Made-up plays are stored in the same way as saved ones."""

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
from plays.seeding import made_up_plays
from plays.seeding.made_up_plays import BATCH_SIZE, create_plays, delete_made_up_plays, make_play, read_pools
from plays.seeding.sampling import QuizPool, QuizPools
from quizzes.current_data import NoDataLoaded, current_data
from quizzes.models import Quiz

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TOKYO = 1850147
Rng = Random
PoolsBySlug = dict[str, QuizPool]


def create(count: int, seed: int = 1) -> list[int]:
    return list(create_plays(count, rng=Rng(seed), stop=lambda: False))


def stored_plays() -> list[tuple[str, str, list[int]]]:
    return sorted((play.quiz, play.mode, play.ids) for play in Play.objects.all())


def test_a_pool_holds_the_places_of_its_quiz_largest_first(pools: PoolsBySlug) -> None:
    quizzes = Quiz.objects.in_bulk()
    assert set(pools) == set(quizzes)
    for slug, quiz in quizzes.items():
        populations = list(pools[slug].populations)
        assert (len(populations), sum(populations)) == (quiz.places, quiz.population)
        assert populations == sorted(populations, reverse=True)


@pytest.mark.usefixtures("pools")
def test_the_score_is_the_one_that_saving_computes() -> None:
    sizes = create(150)
    quizzes = Quiz.objects.in_bulk()
    plays = list(Play.objects.all())
    assert sorted(sizes) == sorted(play.places for play in plays)
    for play in plays:
        quiz = quizzes[play.quiz]
        assert (play.places, play.population) == score(quiz, find_places(play.ids).values())
        assert len(set(play.ids)) == play.places
        assert (play.quiz_places, play.quiz_population) == (quiz.places, quiz.population)
        assert play.data_version == current_data().version


def test_every_field_is_stored_as_made(pools: PoolsBySlug) -> None:
    """COPY and executemany do not use Django's fields, so times and bytes might be stored differently."""
    now = timezone.now()
    made = make_play(QuizPools(pools.values()), "2026.11.0", now, Rng(3))
    with patch.object(made_up_plays, "make_play", lambda *_: made):
        create(1)
    (stored,) = Play.objects.all()
    fields = [field.attname for field in Play._meta.concrete_fields if field.attname != "named"]
    assert {f: getattr(stored, f) for f in fields} == {f: getattr(made, f) for f in fields}
    assert stored.ids == made.ids
    assert Play.objects.filter(started=made.started, ended=made.ended).exists()  # SQLite compares times as text
    assert (stored.saved, stored.changed, stored.revision) == (stored.ended, stored.ended, 1)
    assert now - timedelta(days=366) < stored.started < stored.ended < now


@pytest.mark.usefixtures("pools")
def test_each_play_has_its_own_id_and_secret() -> None:
    create(50)
    plays = list(Play.objects.all())
    assert {len(play.id) for play in plays} == {ID_LENGTH}
    assert {len(play.secret_hash) for play in plays} == {64}
    assert len({play.secret_hash for play in plays}) == len({play.key_hash for play in plays}) == 50


@pytest.mark.usefixtures("pools")
def test_the_same_seed_adds_the_same_plays_again() -> None:
    create(30)
    once = stored_plays()
    create(30)
    assert stored_plays() == sorted(once * 2)


@pytest.mark.usefixtures("pools")
def test_a_stop_keeps_the_plays_created_so_far() -> None:
    progress: list[int] = []
    sizes = create_plays(BATCH_SIZE * 9, rng=Rng(1), stop=lambda: len(progress) == 2, on_progress=progress.append)
    assert progress == [BATCH_SIZE, BATCH_SIZE]
    assert len(sizes) == Play.objects.count() == BATCH_SIZE * 2


@pytest.mark.usefixtures("pools")
def test_the_last_batch_has_the_remaining_plays() -> None:
    progress: list[int] = []
    create_plays(BATCH_SIZE + 3, rng=Rng(1), stop=lambda: False, on_progress=progress.append)
    assert progress == [BATCH_SIZE, 3]


def test_retired_places_are_not_named() -> None:
    Place.objects.filter(id=TOKYO).update(retired=True)
    assert not any(TOKYO in pool.ids for pool in read_pools())


@pytest.mark.usefixtures("pools")
def test_only_made_up_plays_are_deleted(play: Play) -> None:
    create(20)
    assert delete_made_up_plays() == 20
    assert list(Play.objects.all()) == [play]
    assert delete_made_up_plays() == 0


def test_creating_plays_fails_without_data() -> None:
    DataVersion.objects.all().delete()
    with pytest.raises(NoDataLoaded):
        create(1)
