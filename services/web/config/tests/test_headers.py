import re

import pytest
from django.test import Client
from pytest_django import Settings

from config.settings import REPO_DIR

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


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_response_may_be_embedded_elsewhere_or_use_a_device(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_nginx_sends_the_same_headers_for_what_it_answers_itself(client: Client) -> None:
    configuration = (REPO_DIR / "nginx/configuration/snippets/security_headers.conf").read_text()
    of_nginx = {
        name: value.strip('"')
        for name, value in re.findall(r"^add_header (\S+) (.+) always;$", configuration, re.MULTILINE)
    }
    assert len(of_nginx) == 6
    assert of_nginx.pop("Cross-Origin-Resource-Policy") == "$resource_policy"  # depends on the address
    response = client.get("/nothing")
    policy = set(of_nginx.pop("Content-Security-Policy").split("; "))
    assert policy == set(response["Content-Security-Policy"].split("; ")) - {"connect-src 'self'"}
    assert {name: response[name] for name in of_nginx} == of_nginx
