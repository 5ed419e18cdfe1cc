"""Which changes of tables an older release can live with."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder

from deployment import rollback_safety

KNOWN = rollback_safety.known_migrations()


def column(**options: object) -> Operation:
    return migrations.AddField("play", "note", models.TextField(**options))  # type: ignore[arg-type]


@pytest.fixture
def applied(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Operation]:
    """A migration of these operations, that the database has seen and the older release has not."""
    steps: list[Operation] = []
    loader = MigrationLoader.load_disk

    def with_another(self: MigrationLoader) -> None:
        loader(self)
        parts = {"operations": steps, "dependencies": [("plays", "0001_initial")]}
        another = type("Next", (migrations.Migration,), parts)
        self.disk_migrations["plays", "0002_next"] = another("0002_next", "plays")

    monkeypatch.setattr(MigrationLoader, "load_disk", with_another)
    MigrationRecorder(connection).record_applied("plays", "0002_next")
    return steps


def test_every_migration_of_this_release_is_known() -> None:
    out = io.StringIO()
    call_command("check_rollback", list=True, stdout=out)
    assert {"plays.0001_initial", "places.0001_initial"} <= set(out.getvalue().split())


@pytest.mark.django_db
def test_where_nothing_was_changed_nothing_is_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(KNOWN)))
    call_command("check_rollback", against=True)


@pytest.mark.parametrize(
    "step",
    [
        migrations.CreateModel("Note", []),
        migrations.AddIndex("play", models.Index(fields=["quiz"], name="by_quiz")),
        column(null=True),
        column(db_default=""),
        migrations.SeparateDatabaseAndState([migrations.CreateModel("Note", [])], [column()]),
    ],
    ids=lambda step: step.describe(),
)
def test_what_an_older_release_need_not_know_of(applied: list[Operation], step: Operation) -> None:
    applied.append(step)
    assert rollback_safety.incompatible_changes(KNOWN) == []


@pytest.mark.parametrize(
    "step",
    [
        migrations.RemoveField("play", "mode"),
        migrations.RenameField("play", "mode", "way"),
        migrations.DeleteModel("Play"),
        migrations.RunSQL("SELECT 1"),
        column(),
        migrations.SeparateDatabaseAndState([migrations.DeleteModel("Play")]),
    ],
    ids=lambda step: step.describe(),
)
def test_what_it_may_not_work_with(applied: list[Operation], step: Operation) -> None:
    applied.append(step)
    (found,) = rollback_safety.incompatible_changes(KNOWN)
    assert found.startswith("plays.0002_next: ")


def test_the_command_names_it_and_fails(applied: list[Operation], monkeypatch: pytest.MonkeyPatch) -> None:
    applied.append(migrations.DeleteModel("Play"))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(KNOWN)))
    with pytest.raises(CommandError, match=r"plays.0002_next: Delete model Play"):
        call_command("check_rollback", against=True)


@pytest.mark.django_db
def test_what_this_release_does_not_know_either_is_said() -> None:
    MigrationRecorder(connection).record_applied("plays", "0009_later")
    assert rollback_safety.incompatible_changes(KNOWN) == ["plays.0009_later: unknown to this release too"]
