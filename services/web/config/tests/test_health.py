import socket
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from config.tests import fresh_process

pytestmark = pytest.mark.slow


@pytest.fixture
def closed_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with socket.socket() as visitor:
        assert visitor.connect_ex(("127.0.0.1", port)) != 0
    return port


def test_healthz_carries_the_release(client: Client, settings: Settings) -> None:
    settings.RELEASE = "1.4.0"
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "release": "1.4.0"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_is_ok_when_all_answer_and_nothing_is_missing(client: Client, settings: Settings) -> None:
    settings.RELEASE = "1.4.0"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "release": "1.4.0"}


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["places.DataVersion", "quizzes.Quiz"])  # the others have a million rows to delete
def test_readyz_names_data_that_is_missing(client: Client, model: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {apps.get_model(model)._meta.db_table}")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "down", "down": ["data"], "missing": [model], "release": "dev"}


@pytest.mark.django_db
def test_readyz_names_a_migration_that_was_not_applied(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("plays", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["down"] == ["tables"]
    assert response.json()["missing"] == ["plays.0001_initial"]


@pytest.mark.django_db
def test_migrations_of_a_newer_release_do_not_matter(client: Client) -> None:
    MigrationRecorder(connection).record_applied("plays", "0099_of_a_newer_release")
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("ALTER TABLE plays_play RENAME COLUMN mode TO way", "mode"),
        ("ALTER TABLE plays_play RENAME TO plays_other", "plays_play"),
    ],
    ids=["column", "table"],
)
def test_readyz_names_a_missing_table_or_column(client: Client, change: str, missing: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["down"]) == (503, ["tables"])
    assert missing in response.json()["missing"][0]


@pytest.mark.django_db
def test_readyz_makes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(10):
        assert client.get("/readyz").status_code == 200


def test_readyz_names_the_tables_of_an_empty_database(tmp_path: Path) -> None:
    response = fresh_process.get("/readyz", DATABASE_URL=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert response.status == 503
    assert response.json()["down"] == ["tables"]
    assert "auth.0001_initial" in response.json()["missing"]


def test_readyz_names_a_database_that_is_down(closed_port: int) -> None:
    response = fresh_process.get("/readyz", DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut")
    assert response.status == 503
    assert response.json() == {"status": "down", "down": ["database"], "release": "dev"}
    assert "pw" not in response.log


def test_readyz_names_a_cache_that_is_down(closed_port: int) -> None:
    response = fresh_process.get("/readyz", REDIS_URL=f"redis://127.0.0.1:{closed_port}/0")
    assert response.status == 503
    assert response.json()["down"] == ["cache"]
    assert "toponaut.cache" in response.log


def test_healthz_is_ok_while_database_and_cache_are_down(closed_port: int) -> None:
    response = fresh_process.get(
        "/healthz",
        DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut",
        REDIS_URL=f"redis://127.0.0.1:{closed_port}/0",
    )
    assert response.status == 200


def test_the_api_answers_503_when_the_database_is_down(closed_port: int) -> None:
    response = fresh_process.get(
        "/api/v1/quizzes/us", DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut"
    )
    assert response.status == 503
    assert response.json()["error"]["code"] == "database_away"


def test_a_page_answers_503_when_the_database_is_down(closed_port: int) -> None:
    response = fresh_process.get("/", DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut")
    assert response.status == 503
    assert response.content_type.startswith("text/html")
    assert "Back in a moment" in response.text
