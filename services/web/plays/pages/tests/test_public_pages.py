"""What search engines and shared links need of every public page: a title of its own, a canonical address, a preview.

The pages are found in the URL configuration, so no new page can be forgotten.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from plays.tests.factories import NEW_YORK, create_play
from quizzes.models import Quiz
from quizzes.tests.client import visitor
from quizzes.views import page_title

pytestmark = pytest.mark.django_db

NOT_PUBLIC = ("/api/", "/dashboard/")
SITE = "http://testserver"


class PageHead(HTMLParser):
    """The title, and the contents of meta and link tags by their name, property or rel."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {"title": re.findall("<title>(.*?)</title>", html)}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in {"meta", "link"}:
            key = next((attributes[name] for name in ("name", "property", "rel") if name in attributes), tag)
            self.values.setdefault(key, []).append(attributes.get("content", attributes.get("href", "")))

    def one(self, key: str) -> str:
        """The only value, which is not empty."""
        (value,) = self.values.get(key, [])
        assert value, key
        return value


@pytest.fixture
def pages(settings: Settings) -> dict[str, PageHead]:
    """The public pages by their paths."""
    settings.SECURITY_CONTACT = "security@toponaut.example"
    arguments = {"slug": "us", "play_id": create_play()["id"], "other_id": create_play(places=[NEW_YORK])["id"]}
    responses = {path: visitor().get(path) for path in public_paths(arguments)}
    assert {response.status_code for response in responses.values()} == {200, 302}
    found = {
        path: PageHead(response.content.decode())
        for path, response in responses.items()
        if response.status_code == 200 and response["Content-Type"].startswith("text/html")
    }
    assert len(found) >= 6
    return found


def public_paths(arguments: dict[str, str]) -> Iterator[str]:
    for route in routes(get_resolver().url_patterns, "/"):
        if not route.startswith(NOT_PUBLIC) and not route.endswith(".png"):  # a map takes 0.1 s to draw
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: arguments[found[1]], route)
            assert "<" not in path
            yield path


def routes(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_no_two_pages_have_the_same_title_or_description(pages: dict[str, PageHead]) -> None:
    for key in ("title", "description", "og:title"):
        counts = Counter(head.one(key) for head in pages.values())
        assert [value for value, count in counts.items() if count > 1] == []


def test_every_page_has_an_address_and_a_preview(pages: dict[str, PageHead]) -> None:
    for path, head in pages.items():
        assert head.one("canonical") == head.one("og:url") == SITE + path
        assert head.one("og:title") in head.one("title")
        assert head.one("og:description")
        assert head.one("og:image").startswith(f"{SITE}/")
        assert head.one("og:site_name") == "Toponaut"
        assert head.one("twitter:card") in {"summary", "summary_large_image"}
        assert head.one("manifest")
        assert head.one("icon")
        assert head.one("apple-touch-icon")


def test_a_query_changes_no_canonical_address(pages: dict[str, PageHead]) -> None:
    for path in pages:
        head = PageHead(visitor().get(f"{path}?guess=Paris&order=name&x=1").content.decode())
        assert head.one("canonical") == SITE + path


def test_a_page_is_in_the_sitemap_or_says_that_it_must_not_be_listed(pages: dict[str, PageHead]) -> None:
    sitemap = visitor().get("/sitemap.xml").content.decode()
    listed = {path for path in pages if f"<loc>{SITE}{path}</loc>" in sitemap}
    hidden = {path for path, head in pages.items() if "noindex" in head.values.get("robots", [])}
    assert {"/", "/privacy", "/quizzes/us"} <= listed
    assert listed ^ hidden == set(pages)


def test_other_sites_may_show_the_picture_of_a_play(pages: dict[str, PageHead]) -> None:
    images = {head.one("og:image") for path, head in pages.items() if path.startswith("/plays/")}
    pictures = [urlsplit(image) for image in images if "map.png" in image]
    assert pictures
    for picture in pictures:
        response = visitor().get(f"{picture.path}?{picture.query}")
        assert (response.status_code, response["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")


def test_no_two_quizzes_have_the_same_title() -> None:
    counts = Counter(page_title(quiz) for quiz in Quiz.objects.only("title", "within"))
    assert [title for title, count in counts.items() if count > 1] == []
