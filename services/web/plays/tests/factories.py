"""A few places that everybody knows, and ways to save a play of them."""

import json
from datetime import UTC, datetime
from typing import Any

from quizzes.tests.client import visitor

NEW_YORK, LOS_ANGELES, CHICAGO, PORTLAND = 5128581, 5368361, 4887398, 5746545
BERLIN = 2950159
BROOKLYN = 5110302  # a section of New York
NOWHERE = 2**63 - 1
AMERICAN = [NEW_YORK, LOS_ANGELES, CHICAGO]

STARTED, ENDED = "2026-11-01T20:00:00Z", "2026-11-01T20:30:00Z"
PLAYS = "/api/v1/plays"
KEY = "0123456789abcdef-0123456789abcdef"


def a_play(**changes: Any) -> dict[str, Any]:
    """The body of a POST, as a browser sends it."""
    return {
        "quiz": "us", "places": AMERICAN, "started": STARTED, "ended": ENDED, "mode": "plain", **changes,
    }  # fmt: skip


def a_change(**changes: Any) -> dict[str, Any]:
    """The body of a PATCH that changes nothing."""
    return {"revision": 1, "added": [], "removed": [], "ended": ENDED, "mode": "plain", **changes}


def send(method: str, path: str, body: Any = "", *, secret: str | None = None, key: str | None = None) -> Any:
    """The answer to a request; `body` is JSON already or becomes it."""
    headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
    headers |= {"Idempotency-Key": key} if key is not None else {}
    raw = body if isinstance(body, str | bytes) else json.dumps(body)
    return visitor().generic(method, path, raw, content_type="application/json", headers=headers)


def saved(**changes: Any) -> dict[str, Any]:
    """The answer to a play that must be saved."""
    response = send("POST", PLAYS, a_play(**changes))
    assert response.status_code == 201, response.content
    answer: dict[str, Any] = response.json()
    return answer


def shown(play_id: str) -> dict[str, Any]:
    """What everybody sees of a play, which must be there."""
    response = send("GET", f"{PLAYS}/{play_id}")
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def named(play_id: str) -> list[int]:
    """The ids of the places that a play shows."""
    return [place["id"] for place in shown(play_id)["places"]]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
