"""Anonymizing a copy removes all personal data and nothing else. Each column is in one of the lists."""

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from dashboard.models import SecondFactor
from deployment.anonymize_database_copy import (
    EMPTIED_TABLES,
    KEPT_COLUMNS,
    REPLACED_COLUMNS,
    anonymize_database_copy,
)
from plays.models import Play, pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def play() -> Play:
    return Play.objects.create(
        quiz="europe", mode="plain", started=timezone.now(), ended=timezone.now(), named=pack([1, 2]), data_version="1",
        places=2, population=3, quiz_places=4, quiz_population=5, secret_hash="5" * 64, key_hash="7" * 64,
    )  # fmt: skip


def test_every_column_of_every_table_is_in_one_list() -> None:
    with connection.cursor() as cursor:
        existing = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in connection.introspection.table_names(cursor)
            if not table.startswith("sqlite_")
        }
    listed = {
        table: set(columns.split()) | set(REPLACED_COLUMNS.get(table, {})) for table, columns in KEPT_COLUMNS.items()
    }
    assert {"plays_play", "django_migrations", "auth_user"} <= set(existing)
    assert not set(listed) & set(EMPTIED_TABLES)
    assert listed == {table: columns for table, columns in existing.items() if table not in EMPTIED_TABLES}
    assert set(EMPTIED_TABLES) <= set(existing)
    assert all(not set(columns) & set(KEPT_COLUMNS[table].split()) for table, columns in REPLACED_COLUMNS.items())


def test_secrets_are_replaced_and_plays_stay(play: Play) -> None:
    before: dict[str, object] = dict(Play.objects.values().get(pk=play.pk))
    assert anonymize_database_copy() == {"plays_play": 1}
    after: dict[str, object] = dict(Play.objects.values().get(pk=play.pk))
    assert {name for name in before if before[name] != after[name]} == {"secret_hash", "key_hash"}
    assert "5" * 64 not in after.values()
    assert "7" * 64 not in after.values()


def test_operators_are_deleted_with_their_sessions_and_groups() -> None:
    operator = User.objects.create_user("ada", "ada@toponaut.example", "a password of hers", is_staff=True)
    operator.groups.add(Group.objects.create(name="operators"))
    SecondFactor.objects.create(user=operator, secret="JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(operator)
    deleted = anonymize_database_copy()
    assert deleted == {"dashboard_secondfactor": 1, "django_session": 1, "auth_user_groups": 1, "auth_user": 1}
    assert not User.objects.exists()


def test_command_prints_what_it_changed(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "toponaut_restore_20261124t031700z")
    out = io.StringIO()
    call_command("anonymize", stdout=out)
    assert out.getvalue() == "Anonymized 1 row of plays_play.\n"


def test_database_in_use_is_refused(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "toponaut")
    with pytest.raises(CommandError, match="toponaut is not a restored copy"):
        call_command("anonymize")
    assert Play.objects.get(pk=play.pk).secret_hash == "5" * 64
