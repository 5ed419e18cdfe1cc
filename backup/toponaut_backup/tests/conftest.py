"""A real bucket over HTTP and a real PostgreSQL, for the tests that are marked `s3` and `postgresql`."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests import s3
from toponaut_backup.databases import MAINTENANCE
from toponaut_backup.psql import Session
from toponaut_backup.settings import Settings, read_settings

DATABASE = "backup_test"
ROWS = 500


@pytest.fixture(scope="session")
def server() -> Iterator[int]:
    """The S3 server's port."""
    with s3.s3_server() as port:
        yield port


@pytest.fixture
def port(server: int) -> int:
    """The same, its bucket empty."""
    s3.empty(server)
    return server


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A small database in the server of DATABASE_URL; libpq finds it as it does in the container."""
    monkeypatch.setenv("PGHOST", unquote(urlsplit(os.environ["DATABASE_URL"]).hostname or ""))
    with Session(MAINTENANCE) as session:
        remove_databases(session)
        session.ask(f"CREATE DATABASE {DATABASE}")
        fill(DATABASE)
        yield DATABASE
        remove_databases(session)


def fill(name: str) -> None:
    with Session(name) as session:
        session.ask("CREATE TABLE plays_play (id int PRIMARY KEY, named bytea, saved timestamptz)")
        session.ask(f"INSERT INTO plays_play SELECT i, '\\x00ff', now() FROM generate_series(1, {ROWS}) AS i")
        session.ask('CREATE TABLE "An odd ""name" (t text)')


def remove_databases(session: Session) -> None:
    for name in databases(session):
        session.ask(f"DROP DATABASE {name} WITH (FORCE)")


def databases(session: Session) -> list[str]:
    """Ours, and what was made beside it."""
    found = session.ask(f"SELECT datname FROM pg_database WHERE datname LIKE '{DATABASE}%' ORDER BY datname")
    return found.split()


@pytest.fixture
def settings(database: str, port: int, tmp_path: Path) -> Settings:
    return settings_for(tmp_path, port, database)


def settings_for(folder: Path, port: int, database: str = DATABASE, **more: str) -> Settings:
    for name in ("s3_access_key", "s3_secret_key"):
        (folder / name).write_text("key-of-nobody")
    return read_settings(
        {
            "BACKUP_BUCKET": s3.BUCKET,
            "BACKUP_ENDPOINT": f"http://127.0.0.1:{port}",
            "BACKUP_RETRY_SECONDS": "0",
            "PGDATABASE": database,
            "SECRETS": str(folder),
            "STATE": str(folder),
            **more,
        }
    )


@pytest.fixture
def beside(database: str) -> Iterator[Session]:
    """To look at the server with."""
    with Session(MAINTENANCE) as session:
        yield session
