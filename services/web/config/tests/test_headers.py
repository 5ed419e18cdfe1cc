import pytest
from django.test import Client
from pytest_django import Settings

PATHS = ["/", "/healthz", "/nothing", "/api/v1/nothing"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_a_strict_content_security_policy(client: Client, path: str) -> None:
    policy = client.get(path)["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in " ".join(policy)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_every_response_names_its_release_and_sets_no_cookie(client: Client, settings: Settings, path: str) -> None:
    settings.RELEASE = "1.4.0"
    response = client.get(path)
    assert response["X-Toponaut-Release"] == "1.4.0"
    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"
