"""Invalid requests get a JSON error with a status of 400, 404 or 405."""

import random

import pytest

from quizzes.schemas import MAX_GUESS_LENGTH
from quizzes.tests.client import error_code, match_url, visitor

pytestmark = pytest.mark.django_db

MATCH = "/api/v1/quizzes/us/match"

BAD_QUERIES = {
    "missing": "",
    "only unknown parameters": "nam=Portland",
    "empty": "name=",
    "blank": "name=%20%20",
    "ideographic blank": "name=%E3%80%80",
    "201 characters": "name=" + "a" * (MAX_GUESS_LENGTH + 1),
    "201 characters of another script": "name=" + "%E6%9D%B1" * (MAX_GUESS_LENGTH + 1),
    "10,000 characters": "name=" + "a" * 10_000,
    "NUL": "name=Port%00land",
    "line feed": "name=Port%0Aland",
    "tab": "name=Port%09land",
    "escape": "name=%1B[31m",
    "delete": "name=Port%7Fland",
    "C1 control character": "name=Port%C2%85land",
    "broken UTF-8": "name=%FF%FE",
    "truncated UTF-8": "name=Port%C3",
    "overlong UTF-8": "name=%C0%AF",
    "replacement character": "name=Port%EF%BF%BDland",
    "lone surrogate": "name=%ED%A0%80",
    "last of two is empty": "name=Portland&name=",
}


@pytest.mark.parametrize("path", ["match", "sections"])
@pytest.mark.parametrize("query", BAD_QUERIES.values(), ids=BAD_QUERIES)
def test_bad_name_gets_400(query: str, path: str) -> None:
    assert visitor().get(f"/api/v1/quizzes/us/{path}", QUERY_STRING="name=Portland").status_code == 200
    response = visitor().get(f"/api/v1/quizzes/us/{path}", QUERY_STRING=query)
    assert response.status_code == 400
    assert error_code(response) == "bad_name"


def test_message_says_what_was_expected() -> None:
    def message(query: str) -> str:
        text: str = visitor().get(MATCH, QUERY_STRING=query).json()["error"]["message"]
        return text

    assert message(BAD_QUERIES["blank"]) == "name: expected the name of a place, got nothing."
    assert message(BAD_QUERIES["NUL"]) == "name: expected text without control characters."
    assert message(BAD_QUERIES["broken UTF-8"]) == "name: expected text in UTF-8."
    assert "at most 200 characters" in message(BAD_QUERIES["201 characters"])
    assert "required" in message(BAD_QUERIES["missing"])


@pytest.mark.parametrize("letter", ["a", "é", "東", "𐍈", "🙂", "ﷺ"])
def test_guess_of_200_characters_is_matched(letter: str) -> None:
    guess = letter * MAX_GUESS_LENGTH
    response = visitor().get(match_url("world", guess))
    assert response.status_code == 200
    assert response.json() == {"name": guess, "places": [], "reason": "unknown"}


@pytest.mark.parametrize("endpoint", ["", "/match?name=Portland", "/sections?name=Portland"])
@pytest.mark.parametrize(
    "slug",
    ["nowhere", "US", "us%20", "%20", "%00", "us%00", "%FF", "%E2%9C%93", "..", "'", "%0A", "a" * 3_000, "us;--"],
)
def test_unknown_quiz_gets_404(slug: str, endpoint: str) -> None:
    response = visitor().get(f"/api/v1/quizzes/{slug}{endpoint}")
    assert response.status_code == 404
    assert error_code(response) == "unknown_quiz"
    assert "/api/v1/quizzes" in response.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/api/v1/quizzes/", "/api/v1/quizzes/us/", "/api/v1/quizzes//match", f"{MATCH}/"])
def test_address_with_an_extra_slash_gets_404(path: str) -> None:
    response = visitor().get(path)
    assert response.status_code == 404
    assert error_code(response) == "not_found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/quizzes", "/api/v1/quizzes/us", f"{MATCH}?name=Portland"])
def test_only_reading_is_allowed(method: str, path: str) -> None:
    assert visitor().get(path).status_code == 200
    response = getattr(visitor(), method)(path)
    assert response.status_code == 405
    assert error_code(response) == "method_not_allowed"


@pytest.mark.parametrize("path", ["/api/v1/quizzes", "/api/v1/quizzes/us", f"{MATCH}?name=Portland"])
def test_head_is_a_get_without_a_body(path: str) -> None:
    get, head = visitor().get(path), visitor().head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_unknown_parameter_is_ignored() -> None:
    plain = visitor().get(MATCH, {"name": "Portland"}).json()
    assert visitor().get(MATCH, {"utm_source": "x", "name": "Portland", "Name": "Paris"}).json() == plain


def test_last_of_repeated_names_counts() -> None:
    assert visitor().get(MATCH, {"name": ["Boston", "Portland"]}).json()["name"] == "Portland"


def test_plus_is_decoded_to_a_space() -> None:
    assert visitor().get(MATCH, QUERY_STRING="name=New+Orleans").json()["places"][0]["name"] == "New Orleans"


CODE_POINT_RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x5FF), (0x600, 0xDFF), (0xE00, 0x1FFF), (0x2000, 0x2FFF),
          (0x3000, 0xABFF), (0xAC00, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x1FFFF), (0xE0000, 0x10FFFF),
          (0, 0x9F)]  # fmt: skip


@pytest.mark.slow
def test_random_guesses_are_matched_or_refused() -> None:
    rng = random.Random(20_261_123)  # noqa: S311 - not a secret
    client, statuses = visitor(), set()
    for _ in range(1_500):
        low, high = rng.choice(CODE_POINT_RANGES)
        guess = "".join(chr(rng.randint(low, high)) for _ in range(rng.choice([1, 2, 5, 12, 40, 200])))
        quiz = rng.choice(["world", "us", "europe", "us-ca"])
        response = client.get(match_url(quiz, guess))
        assert response.status_code in (200, 400), (quiz, guess)
        statuses.add(response.status_code)
    assert statuses == {200, 400}


@pytest.mark.slow
def test_random_bytes_are_matched_or_refused() -> None:
    rng = random.Random(7)  # noqa: S311 - not a secret
    client = visitor()
    for _ in range(500):
        raw = "".join(f"%{rng.randrange(256):02X}" for _ in range(rng.randint(1, 12)))
        assert client.get(MATCH, QUERY_STRING=f"name={raw}").status_code in (200, 400), raw
        assert client.get(f"/api/v1/quizzes/{raw}").status_code in (200, 404), raw
