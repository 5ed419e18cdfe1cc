"""The table of plays."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from deployment.rollback_safety import incompatible_changes, known_migrations
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


def test_the_release_before_the_daily_limits_works_with_the_new_tables(play: Play) -> None:
    older = set(known_migrations()) - {"plays.0002_limits_and_expiry"}
    assert incompatible_changes(older) == []
    others = {"id", "key_hash", "viewed_month"}
    columns = ", ".join({field.attname for field in Play._meta.concrete_fields} - others)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO plays_play (id, key_hash, {columns}) SELECT 'older', '9', {columns} FROM plays_play"
        )
    assert Play.objects.get(id="older").viewed_month == date(2026, 11, 1)
