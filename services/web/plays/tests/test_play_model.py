"""The table of plays."""

import pytest
from django.db import IntegrityError, connection, transaction

from plays.ids import ID_LENGTH
from plays.models import Play

pytestmark = pytest.mark.django_db


def test_a_new_play_has_an_id_and_an_address(play: Play) -> None:
    assert len(play.id) == ID_LENGTH
    assert play.address == f"/plays/{play.id}"
    assert (str(play), play.revision) == (play.id, 1)


def test_an_idempotency_key_is_unique(play: Play) -> None:
    play.pk = "abcdefghijk"
    with pytest.raises(IntegrityError), transaction.atomic():
        play.save(force_insert=True)
    play.key_hash = "2" * 64
    play.save(force_insert=True)
    assert Play.objects.count() == 2


@pytest.mark.postgresql
def test_the_table_has_no_unused_index() -> None:
    """Django adds an index for LIKE to each unique text. Only the primary key's is needed: 4 MB for 100,000 plays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [Play._meta.db_table])
        names = {name for (name,) in cursor.fetchall()}
    assert {name for name in names if not name.startswith("plays_play_id_")} == {
        "plays_play_pkey",
        "one_play_for_a_key",
    }
