"""The Host header may name the site's own port, and no other one gets into a link."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def status(client: Client, host: str, *, server_port: str = "80", path: str = "/healthz") -> int:
    return client.get(path, HTTP_HOST=host, SERVER_PORT=server_port).status_code


@pytest.mark.parametrize("host", ["localhost:1", "localhost:08000", "localhost:65536", "localhost:999999999"])
@pytest.mark.parametrize("path", ["/", "/api/v1/quizzes", "/healthz"])
def test_an_unknown_port_gets_400(client: Client, host: str, path: str) -> None:
    assert status(client, host, server_port="8000", path=path) == 400


def test_a_laptops_own_port_passes(client: Client) -> None:
    assert [status(client, f"localhost{port}", server_port="8000") for port in ("", ":8000")] == [200, 200]


def test_in_the_stack_the_published_port_passes_and_the_servers_does_not(client: Client, settings: Settings) -> None:
    settings.PUBLISHED_PORT = 8080
    hosts = ("localhost", "localhost:8080", "localhost:80", "localhost:8000")
    assert [status(client, host, server_port="8000") for host in hosts] == [200, 200, 200, 400]


def test_a_port_of_the_settings_passes(client: Client, settings: Settings) -> None:
    settings.PUBLISHED_PORT, settings.ALLOWED_PORTS = 8080, {"8443"}
    assert status(client, "localhost:8443") == 200
