"""What one client may save in a day, through nginx; operators find and delete what came from one network."""

import json
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.http import Response, request
from tests.stack.harness.stack import Stack
from tests.stack.test_client_address import gateway_address
from tests.stack.test_saved_plays import LONDON, PARIS, PLAYS, VIENNA

SPAMMER, NEIGHBOUR, PLAYER = "2001:db8:1:2::1", "2001:db8:1:2:ffff::2", "203.0.113.9"
MADRID = 3117735


@pytest.fixture(scope="module")
def limited(stack: Stack) -> Iterator[Stack]:
    """Two plays a day for each client, and three places in a play.

    This machine is the trusted proxy, which names the client.
    """
    proxy = gateway_address(stack)
    with (
        reconfigured(stack, "nginx", TRUSTED_PROXY=proxy),
        reconfigured(stack, "web", MAX_DAILY_PLAYS_PER_ADDRESS="2", MAX_PLACES_PER_PLAY="3"),
    ):
        yield stack


def save(stack: Stack, client: str, *places: int, origin: str = "", content_type: str = "application/json") -> Response:
    body = {"quiz": "europe", "places": places or [LONDON, PARIS], "mode": "plain"}
    body |= {"started": "2026-11-24T10:00:00Z", "ended": "2026-11-24T10:20:00Z"}
    headers = {"Content-Type": content_type, "X-Forwarded-For": client, "X-Forwarded-Proto": "https"}
    headers |= {"Origin": origin} if origin else {}
    return request(stack, PLAYS, method="POST", body=json.dumps(body).encode(), headers=headers)


def plays_command(stack: Stack, *options: str) -> str:
    command = ("run", "--rm", "--no-deps", "--no-TTY", "migrate", "python", "manage.py", "plays", *options)
    return stack.compose(*command)


def test_a_client_reaches_its_limit_without_redis_and_others_do_not(limited: Stack) -> None:
    with limited.stopped("redis"):
        assert [save(limited, client).status for client in (SPAMMER, NEIGHBOUR)] == [201, 201]
        refused = save(limited, SPAMMER)
        assert (refused.status, refused.error) == (429, "daily_limit")
        assert 1 < int(refused.headers["Retry-After"]) <= 24 * 3600
        assert save(limited, PLAYER).status == 201


def test_an_operator_finds_and_deletes_what_came_from_one_network(limited: Stack) -> None:
    listed = plays_command(limited)
    heading = next(line for line in listed.splitlines() if line.endswith("2 plays with 4 places, 0.0 MB"))
    network = heading.split()[1].rstrip(",")
    assert "2001:db8" not in listed
    assert plays_command(limited, "--delete", network, "--yes").startswith("Deleted 2 plays.")
    assert network not in plays_command(limited)
    assert (save(limited, SPAMMER).status, save(limited, NEIGHBOUR).error) == (429, "daily_limit")


def test_the_key_of_the_day_is_in_memory_and_for_the_site_only(limited: Stack) -> None:
    found = limited.exec("web", "sh", "-c", "stat -c '%a %u' /run/toponaut/network-key-*; df -P /run/toponaut")
    assert found.startswith("600 10001\n")
    assert "tmpfs" in found
    readable = limited.exec("nginx", "sh", "-c", "cat /run/toponaut/network-key-* || echo refused")
    assert readable.strip() == "refused"


def test_a_saved_play_cannot_grow_beyond_its_limit(limited: Stack) -> None:
    play = save(limited, "203.0.113.30").json
    change = {"revision": 1, "mode": "plain", "ended": "2026-11-24T10:30:00Z"}
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {play['secret']}"}
    headers |= {"X-Forwarded-For": "203.0.113.30", "X-Forwarded-Proto": "https"}
    for added, status in (([VIENNA, MADRID], 400), ([VIENNA], 200)):
        body = json.dumps(change | {"added": added}).encode()
        response = request(limited, f"{PLAYS}/{play['id']}", method="PATCH", body=body, headers=headers)
        assert response.status == status
        assert status == 200 or b"at most 3 places" in response.body


def test_only_the_own_origin_behind_the_proxy_may_save(limited: Stack) -> None:
    own = limited.address.replace("http:", "https:")
    assert save(limited, "203.0.113.20", VIENNA, origin=own).status == 201
    for origin in (limited.address, "https://127.0.0.1", "https://evil.example", "null"):
        refused = save(limited, "203.0.113.20", origin=origin)
        assert (refused.status, refused.error) == (403, "foreign_origin"), origin
    assert save(limited, "203.0.113.20", content_type="text/plain").error == "unsupported_media_type"


def test_another_port_in_the_host_gets_400_and_into_no_page(limited: Stack) -> None:
    for path in ("/", "/quizzes/us", "/api/v1/quizzes"):
        refused = request(limited, path, headers={"Host": "localhost:1"})
        assert refused.status == 400
        assert b"localhost:1" not in refused.body
    assert request(limited, "/", headers={"Host": "localhost"}).status == 200
