"""Static files: hashed, served by nginx as they were compressed at the build, kept for ever. Pages are not."""

import gzip
import re

import pytest

from tests.stack.harness.http import request
from tests.stack.harness.stack import Stack

FOR_EVER = "public, max-age=31536000, immutable"
PAGES = ["/", "/quizzes/us"]


def files(stack: Stack, page: str) -> list[str]:
    """Addresses of the static files that a page names."""
    found = sorted(set(re.findall(r'(?:src|href)="(/static/[^"#]+)', request(stack, page).body.decode())))
    assert len(found) >= 3
    return found


@pytest.mark.parametrize("page", PAGES)
def test_file_names_contain_a_hash(stack: Stack, page: str) -> None:
    assert [file for file in files(stack, page) if not re.search(r"\.[0-9a-f]{12}\.\w+$", file)] == []


@pytest.mark.parametrize("page", PAGES)
def test_static_files_may_be_cached_for_ever(stack: Stack, page: str) -> None:
    for file in files(stack, page):
        response = request(stack, file)
        assert (response.status, response.headers["Cache-Control"]) == (200, FOR_EVER)


@pytest.mark.parametrize("page", PAGES)
def test_precompressed_files_are_sent(stack: Stack, page: str) -> None:
    texts = [file for file in files(stack, page) if not file.endswith(".woff2")]
    for file in texts:
        small, plain = request(stack, file, headers={"Accept-Encoding": "gzip"}), request(stack, file)
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.body) == plain.body
        assert int(stack.exec("nginx", "stat", "--format=%s", f"/srv/site{file}.gz")) == len(small.body)
        assert plain.headers["Content-Encoding"] is None


def test_nginx_serves_static_files_without_django(stack: Stack) -> None:
    found = [request(stack, path).headers["X-Toponaut-Release"] for path in ("/", files(stack, "/")[0])]
    assert found == ["test", None]
    missing = request(stack, "/static/nothing.000000000000.js")
    assert (missing.status, missing.headers["X-Toponaut-Release"]) == (404, None)
    assert missing.headers["Cache-Control"] != FOR_EVER


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_a_short_cache_time(stack: Stack, page: str) -> None:
    kept = request(stack, page).headers["Cache-Control"]
    assert "immutable" not in kept
    assert int((re.search(r"max-age=(\d+)", kept) or ["", "0"])[1]) <= 3600
