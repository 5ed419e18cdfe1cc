"""robots.txt, security.txt, the manifest and the icons."""

from datetime import UTC, datetime, timedelta

import pytest
from django.templatetags.static import static
from django.test import Client
from pytest_django import Settings

PATHS = ["/robots.txt", "/manifest.webmanifest", "/favicon.ico", "/apple-touch-icon.png"]


@pytest.mark.parametrize("path", PATHS)
def test_every_cache_may_keep_them_for_an_hour(client: Client, path: str) -> None:
    assert set(client.get(path)["Cache-Control"].split(", ")) == {"public", "max-age=3600"}
    assert client.post(path).status_code == 405


def test_robots_txt_names_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert {"User-agent: *", "Disallow: /api/", "Sitemap: http://testserver/sitemap.xml"} <= set(lines)


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("https://toponaut.example/security", "Contact: https://toponaut.example/security"),
        ("mailto:security@toponaut.example", "Contact: mailto:security@toponaut.example"),
        ("security@toponaut.example", "Contact: mailto:security@toponaut.example"),
    ],
)
def test_security_txt_names_the_contact_and_expires_within_a_year(
    client: Client, settings: Settings, contact: str, line: str
) -> None:
    settings.SECURITY_CONTACT = contact
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert line in lines
    assert "Canonical: http://testserver/.well-known/security.txt" in lines
    (expires,) = [line.removeprefix("Expires: ") for line in lines if line.startswith("Expires: ")]
    days_left = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=30) < days_left < timedelta(days=365)


def test_without_a_contact_there_is_no_security_txt(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_icons_are_redirects_to_static_files(client: Client) -> None:
    for file in ("favicon.ico", "apple-touch-icon.png"):
        response = client.get(f"/{file}")
        assert response.status_code == 302
        assert response["Location"] == static(file)


def test_manifest_names_icons(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    assert [icon["sizes"] for icon in response.json()["icons"]] == ["any", "512x512"]
