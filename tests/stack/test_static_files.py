"""Static files: their names have a hash, nginx serves them precompressed, and browsers may cache them for ever."""

import gzip
import re

import pytest

from tests.stack.harness.http import request
from tests.stack.harness.stack import Stack

CACHED_FOR_EVER = "public, max-age=31536000, immutable"
PAGES = ["/", "/quizzes/us"]


def static_files(stack: Stack, page: str) -> list[str]:
    """Paths of the static files that a page links to."""
    found = sorted(set(re.findall(r'(?:src|href)="(/static/[^"#]+)', request(stack, page).body.decode())))
    assert len(found) >= 3
    return found


@pytest.mark.parametrize("page", PAGES)
def test_file_names_contain_a_hash(stack: Stack, page: str) -> None:
    assert [file for file in static_files(stack, page) if not re.search(r"\.[0-9a-f]{12}\.\w+$", file)] == []


@pytest.mark.parametrize("page", PAGES)
def test_static_files_may_be_cached_for_ever(stack: Stack, page: str) -> None:
    for file in static_files(stack, page):
        response = request(stack, file)
        assert (response.status, response.headers["Cache-Control"]) == (200, CACHED_FOR_EVER)


@pytest.mark.parametrize("page", PAGES)
def test_precompressed_files_are_sent(stack: Stack, page: str) -> None:
    text_files = [file for file in static_files(stack, page) if not file.endswith((".woff2", ".png", ".ico"))]
    assert text_files
    for file in text_files:
        compressed, plain = request(stack, file, headers={"Accept-Encoding": "gzip"}), request(stack, file)
        assert compressed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(compressed.body) == plain.body
        assert int(stack.exec("nginx", "stat", "--format=%s", f"/srv/site{file}.gz")) == len(compressed.body)
        assert plain.headers["Content-Encoding"] is None


def test_nginx_serves_static_files_without_django(stack: Stack) -> None:
    releases = [request(stack, path).headers["X-Toponaut-Release"] for path in ("/", static_files(stack, "/")[0])]
    assert releases == ["test", None]
    missing = request(stack, "/static/nothing.000000000000.js")
    assert (missing.status, missing.headers["X-Toponaut-Release"]) == (404, None)
    assert missing.headers["Cache-Control"] != CACHED_FOR_EVER


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_a_short_cache_time(stack: Stack, page: str) -> None:
    cache_control = request(stack, page).headers["Cache-Control"]
    assert "immutable" not in cache_control
    assert int((re.search(r"max-age=(\d+)", cache_control) or ["", "0"])[1]) <= 3600
