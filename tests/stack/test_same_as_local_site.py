"""The stack gives the same responses as the site of `make run`. The browser tests run on both."""

import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome

from tests.browser.pages.quiz_page import QuizPage
from tests.stack.harness.http import Response, request
from tests.stack.harness.stack import Stack

PATHS = [
    "/",
    "/quizzes/us",
    "/quizzes/world",
    "/quizzes/nowhere",
    "/nothing",
    "/api/v1/quizzes",
    "/api/v1/quizzes/us",
    "/api/v1/quizzes/us/match?name=Springfield",
    "/api/v1/quizzes/world/match?name=%E6%9D%B1%E4%BA%AC",
    "/api/v1/quizzes/us/match?name=Chicgo",
    "/api/v1/quizzes/us/match?name=Tokyo",
    "/api/v1/quizzes/us/match?name=Qxzqv",
    "/api/v1/quizzes/us/match",
    "/api/v1/quizzes/nowhere/match?name=Paris",
    "/api/v1/nothing",
]
# Headers that nginx adds or removes, or that depend on the connection or the release.
IGNORED_HEADERS = {"X-Request-Id", "X-Cache", "X-Accel-Expires", "Vary", "X-Toponaut-Release", "ETag"}
IGNORED_HEADERS |= {"Date", "Server", "Connection", "Transfer-Encoding", "Content-Length"}
FILE_HASH = re.compile(rb"\.[0-9a-f]{12}\.")  # of a bundle: another version of Node may produce another
OWN_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")  # in links for search engines and previews
RELEASE = re.compile(rb'(?<=<meta name="release" content=")[^"]*')


def request_local_site(site_url: str, path: str) -> Response:
    """The same request to the local site."""
    connection = HTTPConnection(urlsplit(site_url).netloc)
    connection.request("GET", path)
    received = connection.getresponse()
    response = Response(received.status, received.headers, received.read(), 0)
    connection.close()
    return response


def comparable_headers(response: Response) -> dict[str, list[str]]:
    """Header values as sorted parts: each process of Django writes its Content-Security-Policy in another order."""
    compared = {name: value for name, value in response.headers.items() if name not in IGNORED_HEADERS}
    return {name: sorted(part.strip() for part in value.split(";")) for name, value in compared.items()}


@pytest.mark.parametrize("path", PATHS)
def test_stack_and_local_site_give_the_same_responses(stack: Stack, site_url: str, path: str) -> None:
    from_stack, from_local_site = request(stack, path), request_local_site(site_url, path)
    assert from_stack.status == from_local_site.status
    assert comparable_headers(from_stack) == comparable_headers(from_local_site)
    assert comparable_body(from_stack.body) == comparable_body(from_local_site.body)


def comparable_body(body: bytes) -> bytes:
    """The body without the site's address, the release, and the hashes of one build."""
    return OWN_ADDRESS.sub(b"", RELEASE.sub(b"", FILE_HASH.sub(b".", body)))


def test_a_quiz_is_played_through_nginx(stack: Stack, browser: Chrome) -> None:
    page = QuizPage(browser, stack.address)
    page.open("us")
    assert page.guess("Chicago").startswith("Chicago, Illinois")
    page.map.wait_for_dots(1)
    page.reload()
    page.side_panel.wait_for_places(1)
    assert page.side_panel.names == ["Chicago"]
