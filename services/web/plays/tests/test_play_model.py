"""The table of plays."""

import pytest
from django.db import IntegrityError, connection, transaction

from plays.ids import ID_LENGTH
from plays.models import Play

pytestmark = pytest.mark.django_db


def test_a_play_gets_an_id_and_with_it_a_page(play: Play) -> None:
    assert len(play.id) == ID_LENGTH
    assert play.address == f"/plays/{play.id}"
    assert (str(play), play.revision) == (play.id, 1)


def test_two_saves_under_one_key_are_one_play(play: Play) -> None:
    play.pk = "abcdefghijk"
    with pytest.raises(IntegrityError), transaction.atomic():
        play.save(force_insert=True)
    play.key_hash = "2" * 64
    play.save(force_insert=True)
    assert Play.objects.count() == 2


@pytest.mark.postgresql
def test_no_index_is_written_at_each_save_that_nobody_asks() -> None:
    """Django adds one for LIKE to every unique text. Only that of a primary key, 4 MB for 100,000 plays, has to be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [Play._meta.db_table])
        names = {name for (name,) in cursor.fetchall()}
    assert {name for name in names if not name.startswith("plays_play_id_")} == {
        "plays_play_pkey",
        "one_play_for_a_key",
    }
