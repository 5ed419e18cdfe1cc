import socket

import pytest
from django.test import Client
from pytest_django import Settings

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
def test_readyz_is_ok_when_database_and_cache_answer(client: Client, settings: Settings) -> None:
    settings.RELEASE = "1.4.0"
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "release": "1.4.0"}


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
