"""The site's password of the database changes while it runs. PostgreSQL is replaced by a function."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.postgresql import base
from psycopg import OperationalError

from config.postgresql.base import DatabaseWrapper

OLD, NEW = "the-old-password", "the-new-password"


class FakePostgres:
    """Accepts one password. `tried`: those that it was asked for."""

    def __init__(self) -> None:
        self.password, self.tried = OLD, list[str]()
        self.after_refusal: Callable[[], None] = lambda: None

    def connect(self, params: dict[str, Any]) -> str:
        self.tried.append(params["password"])
        if params["password"] != self.password:
            self.after_refusal()
            raise OperationalError('connection failed: FATAL:  password authentication failed for user "toponaut"')
        return "connection"


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> FakePostgres:
    server = FakePostgres()
    monkeypatch.setattr(base.DatabaseWrapper, "get_new_connection", server.connect)
    return server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "postgres_password"
    file.write_text(f"{OLD}\n")
    return file


def wrapper(file: Path | None) -> DatabaseWrapper:
    return DatabaseWrapper({"PASSWORD": OLD, "PASSWORD_FILE": str(file) if file else ""})


def connect(database: DatabaseWrapper) -> str:
    connection: str = database.get_new_connection({"password": OLD})
    return connection


def test_the_password_is_tried_once_as_long_as_nothing_changes(postgres: FakePostgres, file: Path) -> None:
    assert connect(wrapper(file)) == "connection"
    assert postgres.tried == [OLD]


def test_until_postgresql_knows_the_new_password_the_old_one_is_used(postgres: FakePostgres, file: Path) -> None:
    file.write_text(NEW)
    assert connect(wrapper(file)) == "connection"
    assert postgres.tried == [NEW, OLD]


def test_then_the_new_one_is_used_and_remembered(postgres: FakePostgres, file: Path) -> None:
    database = wrapper(file)
    file.write_text(NEW)
    postgres.password = NEW
    connect(database)
    file.unlink()
    connect(database)
    assert postgres.tried == [NEW, NEW]


def test_postgresql_may_learn_the_new_one_between_two_attempts(postgres: FakePostgres, file: Path) -> None:
    file.write_text(NEW)
    postgres.after_refusal = lambda: setattr(postgres, "password", NEW)
    assert connect(wrapper(file)) == "connection"
    assert postgres.tried == [NEW, OLD, NEW]


def test_a_wrong_password_is_an_error(postgres: FakePostgres, file: Path) -> None:
    postgres.password = "another"
    with pytest.raises(OperationalError, match="password authentication failed"):
        connect(wrapper(file))
    assert postgres.tried == [OLD]


def test_a_server_that_is_away_is_asked_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(*_: object) -> None:
        asked.append(1)
        raise OperationalError("connection refused")

    monkeypatch.setattr(base.DatabaseWrapper, "get_new_connection", refuse)
    file.write_text(NEW)
    with pytest.raises(OperationalError, match="connection refused"):
        connect(wrapper(file))
    assert asked == [1]


def test_without_a_file_the_configured_password_is_used(postgres: FakePostgres) -> None:
    assert connect(wrapper(None)) == "connection"
