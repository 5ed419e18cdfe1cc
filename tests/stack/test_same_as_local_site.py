"""Pages and answers from the stack are those of `make run`'s site. That both play alike, the browser tests see."""

import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Chrome

from tests.browser.page import QuizPage
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
# What nginx adds or takes away, and what depends on the connection or on the release.
OWN = {"X-Request-Id", "X-Cache", "X-Accel-Expires", "Vary", "X-Toponaut-Release", "ETag"}
OWN |= {"Date", "Server", "Connection", "Transfer-Encoding", "Content-Length"}
HASH = re.compile(rb"\.[0-9a-f]{12}\.")  # of a bundle, which another version of Node may write otherwise
RELEASE = re.compile(rb'(?<=<meta name="release" content=")[^"]*')


def plain(site: str, path: str) -> Response:
    """The same request to the site without a stack."""
    connection = HTTPConnection(urlsplit(site).netloc)
    connection.request("GET", path)
    response = connection.getresponse()
    answer = Response(response.status, response.headers, response.read(), 0)
    connection.close()
    return answer


def headers(answer: Response) -> dict[str, list[str]]:
    """By name, what they say in any order: each process of Django writes its policy in one of its own."""
    kept = {name: value for name, value in answer.headers.items() if name not in OWN}
    return {name: sorted(part.strip() for part in value.split(";")) for name, value in kept.items()}


@pytest.mark.parametrize("path", PATHS)
def test_stack_and_local_site_give_the_same_answers(stack: Stack, site: str, path: str) -> None:
    ours, theirs = request(stack, path), plain(site, path)
    assert ours.status == theirs.status
    assert headers(ours) == headers(theirs)
    assert common(ours.body) == common(theirs.body)


def common(body: bytes) -> bytes:
    """Without what is of one build only."""
    return RELEASE.sub(b"", HASH.sub(b".", body))


def test_a_quiz_is_played_through_nginx(stack: Stack, browser: Chrome) -> None:
    page = QuizPage(browser, stack.address)
    page.open("us")
    assert page.guess("Chicago").startswith("Chicago, Illinois")
    page.atlas.wait_for_dots(1)
    page.reload()
    page.ledger.wait_for_places(1)
    assert page.ledger.names == ["Chicago"]
