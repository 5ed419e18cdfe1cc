"""A copy for staging: nothing personal stays, nothing else goes, and no column is forgotten."""

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from dashboard.models import SecondFactor
from deployment.scrubbing import EMPTIED, KEPT, SCRUBBED, scrub
from plays.models import Play, pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def play() -> Play:
    return Play.objects.create(
        quiz="europe", mode="plain", started=timezone.now(), ended=timezone.now(), named=pack([1, 2]), data_version="1",
        places=2, population=3, quiz_places=4, quiz_population=5, secret_hash="5" * 64, key_hash="7" * 64,
    )  # fmt: skip


def test_every_column_of_every_table_is_decided_on() -> None:
    with connection.cursor() as cursor:
        there = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in connection.introspection.table_names(cursor)
            if not table.startswith("sqlite_")
        }
    named = {table: set(columns.split()) | set(SCRUBBED.get(table, {})) for table, columns in KEPT.items()}
    assert {"plays_play", "django_migrations", "auth_user"} <= set(there)
    assert not set(named) & set(EMPTIED)
    assert named == {table: columns for table, columns in there.items() if table not in EMPTIED}
    assert set(EMPTIED) <= set(there)
    assert all(not set(columns) & set(KEPT[table].split()) for table, columns in SCRUBBED.items())


def test_secrets_go_and_plays_stay(play: Play) -> None:
    before: dict[str, object] = dict(Play.objects.values().get(pk=play.pk))
    assert scrub() == {"plays_play": 1}
    after: dict[str, object] = dict(Play.objects.values().get(pk=play.pk))
    assert {name for name in before if before[name] != after[name]} == {"secret_hash", "key_hash"}
    assert "5" * 64 not in after.values()
    assert "7" * 64 not in after.values()


def test_operators_go_with_all_that_is_theirs() -> None:
    operator = User.objects.create_user("ada", "ada@toponaut.example", "a password of hers", is_staff=True)
    operator.groups.add(Group.objects.create(name="operators"))
    SecondFactor.objects.create(user=operator, secret="JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(operator)
    found = scrub()
    assert found == {"dashboard_secondfactor": 1, "django_session": 1, "auth_user_groups": 1, "auth_user": 1}
    assert not User.objects.exists()


def test_the_command_says_what_it_did(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "toponaut_restore_20261124t031700z")
    out = io.StringIO()
    call_command("scrub", stdout=out)
    assert out.getvalue() == "Scrubbed 1 rows of plays_play.\n"


def test_it_touches_no_database_that_is_in_use(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "toponaut")
    with pytest.raises(CommandError, match="toponaut is no restored copy"):
        call_command("scrub")
    assert Play.objects.get(pk=play.pk).secret_hash == "5" * 64
