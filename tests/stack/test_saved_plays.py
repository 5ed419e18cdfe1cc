"""Saved plays through nginx: never cached, complete after every fault, and deleted at once."""

import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest

from tests.stack.harness.changes import restart_count
from tests.stack.harness.http import Response, request
from tests.stack.harness.stack import Stack, wait_until

PLAYS = "/api/v1/plays"
LONDON, PARIS, VIENNA = 2643743, 2988507, 2761369  # GeoNames ids
TOO_LARGE = 512 * 1024 + 1  # bytes of a request body


def save(stack: Stack, *places: int, key: str = "") -> Response:
    """POST a play of Europe. `key`: the idempotency key, which marks repeated requests as the same save."""
    body = {
        "quiz": "europe",
        "places": places or [LONDON, PARIS],
        "started": "2026-11-24T10:00:00Z",
        "ended": "2026-11-24T10:20:00Z",
        "mode": "plain",
    }
    headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
    return request(stack, PLAYS, method="POST", body=json.dumps(body).encode(), headers=headers)


def delete(stack: Stack, play: dict[str, Any]) -> Response:
    return request(stack, api_path(play), method="DELETE", headers={"Authorization": f"Bearer {play['secret']}"})


def api_path(play: dict[str, Any]) -> str:
    return f"{PLAYS}/{play['id']}"


@pytest.fixture
def play(stack: Stack) -> Iterator[dict[str, Any]]:
    response = save(stack)
    assert response.status == 201, response.body
    yield response.json
    delete(stack, response.json)


def test_link_has_the_address_that_the_client_used(stack: Stack, play: dict[str, Any]) -> None:
    assert play["url"] == f"{stack.address}/plays/{play['id']}"
    page = request(stack, f"/plays/{play['id']}")
    assert page.status == 200
    assert page.is_page


def test_plays_are_never_cached_and_deleted_at_once(stack: Stack, play: dict[str, Any]) -> None:
    addresses = [api_path(play), f"/plays/{play['id']}", f"/plays/{play['id']}/map.png"]
    for address in addresses:
        first, second = request(stack, address), request(stack, address)
        assert (first.status, second.status) == (200, 200), address
        assert "HIT" not in (first.cache, second.cache), address
        assert "Set-Cookie" not in first.headers
        again = request(stack, address, headers={"If-None-Match": second.headers["ETag"]})
        assert (again.status, again.body) == (304, b""), address
    assert delete(stack, play).status == 204
    assert [request(stack, address).status for address in addresses] == [404, 404, 404]


def test_a_body_above_the_limit_is_refused_in_json(stack: Stack) -> None:
    response = request(stack, PLAYS, method="POST", body=b" " * TOO_LARGE, headers={"Content-Type": "application/json"})
    assert (response.status, response.error) == (413, "content_too_large")


def test_saved_play_survives_a_killed_postgres(stack: Stack, play: dict[str, Any]) -> None:
    before = request(stack, api_path(play)).json
    restarts = restart_count(stack, "postgres")
    stack.kill("postgres")
    wait_until(lambda: restart_count(stack, "postgres") > restarts, "postgres was not started again")
    wait_until(lambda: request(stack, api_path(play)).status == HTTPStatus.OK, "the play was not shown again")
    assert request(stack, api_path(play)).json == before


def test_without_redis_plays_are_saved_and_shown(stack: Stack) -> None:
    with stack.stopped("redis"):
        saved = save(stack, VIENNA)
        assert saved.status == 201
        shown = [request(stack, f"/plays/{saved.json['id']}{suffix}").status for suffix in ("", "/map.png")]
    assert shown == [200, 200]
    assert delete(stack, saved.json).status == 204


def test_failed_save_is_reported_and_its_retry_creates_one_play(stack: Stack) -> None:
    key = str(uuid4())
    with stack.stopped("postgres"):
        refused = save(stack, key=key)
        assert (refused.status, refused.error) == (503, "database_away")
        assert int(refused.headers["Retry-After"]) > 0
    saved, retried = save(stack, key=key), save(stack, key=key)
    assert (saved.status, retried.status) == (201, 200)
    assert (saved.json["id"], saved.json["secret"]) == (retried.json["id"], retried.json["secret"])
    assert delete(stack, saved.json).status == 204


def test_no_log_holds_a_secret(stack: Stack, play: dict[str, Any]) -> None:
    request(stack, api_path(play), method="PUT", body=b"{}", headers={"Authorization": f"Bearer {play['secret']}"})
    time.sleep(0.1)  # nginx logs a request after its response
    assert any(line["uri"] == api_path(play) and line["method"] == "PUT" for line in stack.access_log())
    for text in (json.dumps(stack.access_log()), stack.output("web"), stack.output("nginx"), stack.output("postgres")):
        assert play["secret"] not in text
