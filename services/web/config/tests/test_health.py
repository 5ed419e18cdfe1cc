import socket

import pytest
from django.test import Client
from pytest_django import Settings

from config.tests import fresh_process

pytestmark = pytest.mark.slow


@pytest.fixture
def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with socket.socket() as visitor:
        assert visitor.connect_ex(("127.0.0.1", port)) != 0
    return port


def test_healthz_carries_the_release(client: Client, settings: Settings) -> None:
    settings.RELEASE = "1.4.0"
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "release": "1.4.0"}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_is_ok_when_database_and_cache_answer(client: Client, settings: Settings) -> None:
    settings.RELEASE = "1.4.0"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "release": "1.4.0"}


def test_readyz_names_a_database_that_is_down(closed_port: int) -> None:
    answer = fresh_process.get("/readyz", DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut")
    assert answer.status == 503
    assert answer.json() == {"status": "down", "down": ["database"], "release": "dev"}
    assert "pw" not in answer.log


def test_readyz_names_a_cache_that_is_down(closed_port: int) -> None:
    answer = fresh_process.get("/readyz", REDIS_URL=f"redis://127.0.0.1:{closed_port}/0")
    assert answer.status == 503
    assert answer.json()["down"] == ["cache"]
    assert "toponaut.cache" in answer.log


def test_healthz_does_not_care_what_is_down(closed_port: int) -> None:
    answer = fresh_process.get(
        "/healthz",
        DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut",
        REDIS_URL=f"redis://127.0.0.1:{closed_port}/0",
    )
    assert answer.status == 200


def test_the_api_says_503_when_the_database_is_down(closed_port: int) -> None:
    answer = fresh_process.get(
        "/api/v1/quizzes/us", DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut"
    )
    assert answer.status == 503
    assert answer.json()["error"]["code"] == "database_away"


def test_a_page_says_503_when_the_database_is_down(closed_port: int) -> None:
    answer = fresh_process.get("/", DATABASE_URL=f"postgresql://toponaut:pw@127.0.0.1:{closed_port}/toponaut")
    assert answer.status == 503
    assert answer.content_type.startswith("text/html")
    assert "Back in a moment" in answer.text
