"""Which migrations are compatible with an older release."""

import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder

from deployment import rollback_safety

KNOWN_MIGRATIONS = rollback_safety.known_migrations()


def add_column(**options: object) -> Operation:
    return migrations.AddField("play", "note", models.TextField(**options))  # type: ignore[arg-type]


def foreign_key(to: str, *, null: bool = False, db_constraint: bool = True) -> "models.Field[object, object]":
    return models.ForeignKey(to, models.CASCADE, null=null, db_constraint=db_constraint)


@pytest.fixture
def applied(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Operation]:
    """The operations of a migration that the database has, and that the older release does not know."""
    applied_operations: list[Operation] = []
    load_disk = MigrationLoader.load_disk

    def load_with_extra_migration(self: MigrationLoader) -> None:
        load_disk(self)
        parts = {"operations": applied_operations, "dependencies": [("plays", "0001_initial")]}
        extra = type("Next", (migrations.Migration,), parts)
        self.disk_migrations["plays", "0002_next"] = extra("0002_next", "plays")

    monkeypatch.setattr(MigrationLoader, "load_disk", load_with_extra_migration)
    MigrationRecorder(connection).record_applied("plays", "0002_next")
    return applied_operations


def test_list_prints_every_migration_of_this_release() -> None:
    out = io.StringIO()
    call_command("check_rollback", list=True, stdout=out)
    assert {"plays.0001_initial", "places.0001_initial"} <= set(out.getvalue().split())


@pytest.mark.django_db
def test_a_database_without_unknown_migrations_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(KNOWN_MIGRATIONS)))
    call_command("check_rollback", against=True)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.CreateModel("Note", []),
        migrations.AddIndex("play", models.Index(fields=["quiz"], name="by_quiz")),
        add_column(null=True),
        add_column(db_default=""),
        migrations.SeparateDatabaseAndState([migrations.CreateModel("Note", [])], [add_column()]),
        migrations.CreateModel("Note", [("id", models.AutoField(primary_key=True)), ("parent", foreign_key("Note"))]),
        migrations.CreateModel("Note", [("play", foreign_key("plays.Play", db_constraint=False))]),
    ],
    ids=lambda operation: operation.describe(),
)
def test_compatible_operations_pass(applied: list[Operation], operation: Operation) -> None:
    applied.append(operation)
    assert rollback_safety.incompatible_changes(KNOWN_MIGRATIONS) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("play", "mode"),
        migrations.RenameField("play", "mode", "way"),
        migrations.DeleteModel("Play"),
        migrations.RunSQL("SELECT 1"),
        add_column(),
        migrations.SeparateDatabaseAndState([migrations.DeleteModel("Play")]),
        migrations.CreateModel("Note", [("play", foreign_key("plays.Play"))]),
        migrations.CreateModel("Note", [("user", foreign_key(settings.AUTH_USER_MODEL))]),
        migrations.AddField("play", "player", foreign_key(settings.AUTH_USER_MODEL, null=True)),
        migrations.AddField("play", "friends", models.ManyToManyField(settings.AUTH_USER_MODEL)),
    ],
    ids=lambda operation: operation.describe(),
)
def test_incompatible_operations_are_found(applied: list[Operation], operation: Operation) -> None:
    applied.append(operation)
    (change,) = rollback_safety.incompatible_changes(KNOWN_MIGRATIONS)
    assert change.startswith("plays.0002_next: ")


def test_the_command_fails_and_names_the_operation(applied: list[Operation], monkeypatch: pytest.MonkeyPatch) -> None:
    applied.append(migrations.DeleteModel("Play"))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(KNOWN_MIGRATIONS)))
    with pytest.raises(CommandError, match=r"plays.0002_next: Delete model Play"):
        call_command("check_rollback", against=True)


@pytest.mark.django_db
def test_a_migration_that_this_release_does_not_know_is_incompatible() -> None:
    MigrationRecorder(connection).record_applied("plays", "0009_later")
    assert rollback_safety.incompatible_changes(KNOWN_MIGRATIONS) == [
        "plays.0009_later: this release does not know it either, so it may be incompatible"
    ]
