"""Fixtures and helpers for tests marked `s3` and `postgresql`: a fake S3 server, and databases in a real PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests import fake_s3
from toponaut_backup.bucket import Bucket
from toponaut_backup.databases import MAINTENANCE_DATABASE
from toponaut_backup.psql import Session
from toponaut_backup.settings import BackupSettings, read_settings

DATABASE = "backup_test"
ROWS = 500


@pytest.fixture(scope="session")
def s3_server_port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        yield port


@pytest.fixture
def s3_port(s3_server_port: int) -> int:
    """The S3 server's port. The bucket is empty."""
    fake_s3.delete_all_objects(s3_server_port)
    return s3_server_port


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A small database in the server of DATABASE_URL. libpq reads PGHOST, as in the container."""
    monkeypatch.setenv("PGHOST", unquote(urlsplit(os.environ["DATABASE_URL"]).hostname or ""))
    with Session(MAINTENANCE_DATABASE) as session:
        drop_databases(session)
        session.query(f"CREATE DATABASE {DATABASE}")
        create_tables(DATABASE)
        yield DATABASE
        drop_databases(session)


def create_tables(name: str) -> None:
    with Session(name) as session:
        session.query("CREATE TABLE plays_play (id int PRIMARY KEY, named bytea, saved timestamptz)")
        session.query(f"INSERT INTO plays_play SELECT i, '\\x00ff', now() FROM generate_series(1, {ROWS}) AS i")
        session.query('CREATE TABLE "An odd ""name" (t text)')


def play_count(database: str) -> str:
    with Session(database) as session:
        return session.query("SELECT count(*) FROM plays_play")


def flip_bit(settings: BackupSettings, key: str) -> None:
    """Change a bit in the middle of an object in the bucket."""
    content = bytearray(Bucket(settings).read(key))
    content[len(content) // 2] ^= 1
    Bucket(settings).write(key, bytes(content))


def drop_databases(session: Session) -> None:
    for name in database_names(session):
        session.query(f"DROP DATABASE {name} WITH (FORCE)")


def database_names(session: Session) -> list[str]:
    """The test's database, and the databases that the code under test created beside it."""
    names = session.query(f"SELECT datname FROM pg_database WHERE datname LIKE '{DATABASE}%' ORDER BY datname")
    return names.split()


@pytest.fixture
def settings(database: str, s3_port: int, tmp_path: Path) -> BackupSettings:
    return settings_for(tmp_path, s3_port, database)


def settings_for(folder: Path, s3_port: int, database: str = DATABASE, **environ: str) -> BackupSettings:
    for name in ("s3_access_key", "s3_secret_key"):
        (folder / name).write_text("a-test-key")
    return read_settings(
        {
            "BACKUP_BUCKET": fake_s3.BUCKET,
            "BACKUP_ENDPOINT": f"http://127.0.0.1:{s3_port}",
            "BACKUP_RETRY_SECONDS": "0",
            "PGDATABASE": database,
            "SECRETS": str(folder),
            "STATE": str(folder),
            **environ,
        }
    )


@pytest.fixture
def admin(database: str) -> Iterator[Session]:
    """A session in another database of the same server."""
    with Session(MAINTENANCE_DATABASE) as session:
        yield session
