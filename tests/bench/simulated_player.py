"""A player who saves plays of the world and opens others. Each method sends a request and returns milliseconds."""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from plays.seeding.sampling import sample_ranks
from tests.bench.timing import milliseconds

API = "/api/v1/plays"
ENDED = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(slots=True)
class SavedPlay:
    """A play that this player has saved."""

    id: str
    secret: str
    places: list[int]
    revision: int = 1


@dataclass(slots=True)
class Player:
    """Requests go through all of Django in this process. An unexpected status raises RuntimeError."""

    world: list[int]  # ids of all places, largest population first
    rng: random.Random
    client: Client = field(default_factory=lambda: Client(SERVER_NAME="localhost"))
    saved: list[SavedPlay] = field(default_factory=list)
    largest_body: int = 0  # bytes

    def save(self, places: int) -> float:
        """Save a new play with this many places."""
        return self.save_these([self.world[rank - 1] for rank in sample_ranks(places, len(self.world), self.rng)])

    def save_these(self, places: list[int]) -> float:
        """Save a new play of these places."""
        ms, response = self._send("post", API, 201, body=_play_body(places))
        self.saved.append(SavedPlay(response.json()["id"], response.json()["secret"], places))
        return ms

    def save_again(self, play: SavedPlay) -> float:
        """Send the whole play again, with its last place moved to the front."""
        play.places = play.places[-1:] + play.places[:-1]
        return self._update("put", play, _play_body(play.places))

    def change(self, play: SavedPlay, places: int) -> float:
        """Send what an automatic save sends: this many places removed, and as many added."""
        removed, added = play.places[:places], sorted(set(self.world).difference(play.places))[:places]
        ms = self._update("patch", play, {"removed": removed, "added": added})
        play.places = [*play.places[places:], *added]
        return ms

    def add(self, play: SavedPlay, places: list[int]) -> float:
        """Send an automatic save that adds these places."""
        play.places += places
        return self._update("patch", play, {"removed": [], "added": places})

    def delete(self, play: SavedPlay) -> float:
        self.saved.remove(play)
        return self._send("delete", f"{API}/{play.id}", 204, headers=_owner_headers(play))[0]

    def show(self, address: str) -> float:
        return self._send("get", address, 200)[0]

    def _update(self, method: str, play: SavedPlay, body: dict[str, Any]) -> float:
        body |= {"revision": play.revision}
        ms, response = self._send(method, f"{API}/{play.id}", 200, body=body, headers=_owner_headers(play))
        play.revision = response.json()["revision"]
        return ms

    def _send(self, method: str, address: str, expected: int, *, body: Any = None, **options: Any) -> tuple[float, Any]:
        if body:
            text = json.dumps(body | {"mode": "plain", "ended": ENDED.isoformat()}, separators=(",", ":"))
            self.largest_body = max(self.largest_body, len(text))
            options |= {"data": text, "content_type": "application/json"}
        responses: list[HttpResponse] = []
        ms = milliseconds(lambda: responses.append(getattr(self.client, method)(address, **options)))
        if responses[0].status_code != expected:
            raise RuntimeError(f"{method} {address}: {responses[0].status_code} {responses[0].content[:300]!r}")
        return ms, responses[0]


def _play_body(places: list[int]) -> dict[str, Any]:
    started = ENDED - timedelta(seconds=6 * len(places))
    return {"quiz": "world", "places": places, "started": started.isoformat()}


def _owner_headers(play: SavedPlay) -> dict[str, str]:
    return {"authorization": f"Bearer {play.secret}"}
