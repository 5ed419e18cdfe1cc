"""Somebody who saves plays of the world and looks at others: each method asks the site, and returns milliseconds."""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from plays.seeding.sampling import sample_ranks
from tests.bench.match import timed

API = "/api/v1/plays"
ENDED = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(slots=True)
class Saved:
    """A play of the player's own."""

    id: str
    secret: str
    places: list[int]
    revision: int = 1


@dataclass(slots=True)
class Player:
    """Through the whole of Django, in this process. Raises RuntimeError when an answer is not the one expected."""

    world: list[int]  # the ids of all places, the largest first
    dice: random.Random
    client: Client = field(default_factory=lambda: Client(SERVER_NAME="localhost"))
    saved: list[Saved] = field(default_factory=list)
    largest_body: int = 0  # bytes

    def save(self, places: int) -> float:
        """A new play of so many places."""
        named = [self.world[rank - 1] for rank in sample_ranks(places, len(self.world), self.dice)]
        took, answer = self._ask("post", API, 201, body=_whole(named))
        self.saved.append(Saved(answer.json()["id"], answer.json()["secret"], named))
        return took

    def save_again(self, play: Saved) -> float:
        """The whole play, with its last place first."""
        play.places = play.places[-1:] + play.places[:-1]
        return self._change("put", play, _whole(play.places))

    def change(self, play: Saved, places: int) -> float:
        """What an automatic save sends: so many places taken out, and as many named since."""
        others = set(self.world).difference(play.places)
        return self._change("patch", play, {"removed": play.places[:places], "added": sorted(others)[:places]})

    def delete(self, play: Saved) -> float:
        """Leave nothing of this one behind."""
        self.saved.remove(play)
        return self._ask("delete", f"{API}/{play.id}", 204, headers=_owner(play))[0]

    def show(self, address: str) -> float:
        """Anything that has an address."""
        return self._ask("get", address, 200)[0]

    def _change(self, method: str, play: Saved, body: dict[str, Any]) -> float:
        body |= {"revision": play.revision}
        took, answer = self._ask(method, f"{API}/{play.id}", 200, body=body, headers=_owner(play))
        play.revision = answer.json()["revision"]
        return took

    def _ask(self, method: str, address: str, expected: int, *, body: Any = None, **options: Any) -> tuple[float, Any]:
        if body:
            text = json.dumps(body | {"mode": "plain", "ended": ENDED.isoformat()}, separators=(",", ":"))
            self.largest_body = max(self.largest_body, len(text))
            options |= {"data": text, "content_type": "application/json"}
        answers: list[HttpResponse] = []
        took = timed(lambda: answers.append(getattr(self.client, method)(address, **options)))
        if answers[0].status_code != expected:
            raise RuntimeError(f"{method} {address}: {answers[0].status_code} {answers[0].content[:300]!r}")
        return took, answers[0]


def _whole(places: list[int]) -> dict[str, Any]:
    started = ENDED - timedelta(seconds=6 * len(places))
    return {"quiz": "world", "places": places, "started": started.isoformat()}


def _owner(play: Saved) -> dict[str, str]:
    return {"authorization": f"Bearer {play.secret}"}
