"""Test data: ids of well-known places, request bodies, and functions that save and read plays over the API."""

import json
from datetime import UTC, datetime
from typing import Any

from quizzes.tests.client import visitor

NEW_YORK, LOS_ANGELES, CHICAGO, PORTLAND = 5128581, 5368361, 4887398, 5746545
BERLIN = 2950159
BROOKLYN = 5110302  # a section of New York
UNUSED_ID = 2**63 - 1
AMERICAN = [NEW_YORK, LOS_ANGELES, CHICAGO]

STARTED, ENDED = "2026-11-01T20:00:00Z", "2026-11-01T20:30:00Z"
PLAYS = "/api/v1/plays"
KEY = "0123456789abcdef-0123456789abcdef"


def play_body(**changes: Any) -> dict[str, Any]:
    """The body of a POST or PUT, as a browser sends it."""
    return {
        "quiz": "us", "places": AMERICAN, "started": STARTED, "ended": ENDED, "mode": "plain", **changes,
    }  # fmt: skip


def change_body(**changes: Any) -> dict[str, Any]:
    """The body of a PATCH that changes nothing."""
    return {"revision": 1, "added": [], "removed": [], "ended": ENDED, "mode": "plain", **changes}


def send(method: str, path: str, body: Any = "", *, secret: str | None = None, key: str | None = None) -> Any:
    """Sends a request and returns the response. A `body` that is neither text nor bytes is sent as JSON."""
    headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
    headers |= {"Idempotency-Key": key} if key is not None else {}
    raw = body if isinstance(body, str | bytes) else json.dumps(body)
    return visitor().generic(method, path, raw, content_type="application/json", headers=headers)


def create_play(**changes: Any) -> dict[str, Any]:
    """Saves a play over the API and returns the answer."""
    response = send("POST", PLAYS, play_body(**changes))
    assert response.status_code == 201, response.content
    answer: dict[str, Any] = response.json()
    return answer


def get_play(play_id: str) -> dict[str, Any]:
    """The public answer about an existing play."""
    response = send("GET", f"{PLAYS}/{play_id}")
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def named_ids(play_id: str) -> list[int]:
    """The ids of an existing play's places."""
    return [place["id"] for place in get_play(play_id)["places"]]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
