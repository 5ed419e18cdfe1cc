"""Made-up access logs, as nginx writes them, and the same counted by other means."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

AGENTS = ["Mozilla/5.0 (X11) Firefox/140.0", "Mozilla/5.0 (iPhone) Safari/605", "Googlebot/2.1", "curl/8.14", ""]
BOTS = set(AGENTS[2:])
PATHS = [
    "/", "/quizzes/us", "/quizzes/world?continue=abc", "/plays/abc", "/privacy", "/api/v1/quizzes", "/readyz",
    "/api/v1/quizzes/us/match?name=portland", "/api/v1/quizzes/at/match?name=wien&data=1", "/plays/abc/map.png",
]  # fmt: skip
REFERRERS = [
    "",
    "https://toponaut.example/quizzes/us",
    "https://News.example/item?id=1",
    "android-app://app/",
    "garbage",
]

Line = dict[str, Any]


def line(at: datetime, **fields: object) -> Line:
    return {
        "time": at.isoformat(timespec="seconds"), "request_id": "0" * 32, "address": "203.0.113.7", "method": "GET",
        "host": "toponaut.example", "uri": "/quizzes/us", "protocol": "HTTP/1.1", "status": 200, "bytes": 100,
        "referrer": "", "agent": AGENTS[0], "seconds": 0.002, "upstream_seconds": "0.002", "cache": "MISS",
        "release": "v1", **fields,
    }  # fmt: skip


def made_up(begin: datetime, count: int, seconds: float, seed: int = 1) -> list[Line]:
    """So many requests, spread over so many seconds in the order of their ends."""
    chance = random.Random(seed)  # noqa: S311
    return [_made_up(begin + timedelta(seconds=seconds * at / count), chance) for at in range(count)]


def _made_up(at: datetime, chance: random.Random) -> Line:
    posts = chance.random() < 0.1
    asked = chance.random() < 0.5
    took = round(chance.expovariate(100), 3)
    return line(
        at,
        address=f"203.0.113.{chance.randrange(40)}",
        method="POST" if posts else "GET",
        uri="/api/v1/plays" if posts else chance.choice(PATHS),
        status=chance.choice([201, 200, 400, 503])
        if posts
        else chance.choice([200, 200, 200, 304, 301, 404, 429, 500]),
        bytes=chance.randrange(5000),
        agent=chance.choice(AGENTS),
        referrer=chance.choice(REFERRERS),
        seconds=took,
        upstream_seconds=f"{took:.3f}" if asked else "",
        cache=""
        if posts
        else chance.choice(["MISS", "EXPIRED", "BYPASS"])
        if asked
        else chance.choice(["HIT", "STALE"]),
    )


def write(folder: Path, lines: Sequence[Line]) -> None:
    """Each into the file of its hour."""
    for one in lines:
        with (folder / f"access-{one['time'][:13]}.jsonl").open("a") as file:
            file.write(json.dumps(one, separators=(",", ":")) + "\n")


def counted(lines: Sequence[Line]) -> dict[str, str]:
    """The columns of one hour's row, by whole lists and sorting. Nothing of it is the product's."""
    people = [one for one in lines if one["agent"] not in BOTS]
    paths = [(one, one["uri"].split("?")[0]) for one in lines]
    shown = {200, 304}
    classes = Counter(f"status_{str(one['status'])[0]}xx" for one in lines)
    asked = [float(one["upstream_seconds"]) for one in lines if one["upstream_seconds"]]
    found: dict[str, object] = {
        "requests": len(lines),
        "visitors": len({(one["address"], one["agent"]) for one in people}),
        "bots": len(lines) - len(people),
        "quiz_starts": sum(
            path in {"/quizzes/us", "/quizzes/world"} and one["status"] in shown and one["agent"] not in BOTS
            for one, path in paths
        ),
        "guesses": sum(path.endswith("/match") and one["status"] in shown for one, path in paths),
        "plays_saved": sum(one["status"] == 201 for one in lines),
        **{name: classes[name] for name in ("status_2xx", "status_3xx", "status_4xx", "status_5xx")},
        "limited": sum(one["status"] == 429 for one in lines),
        **percentiles("request", [one["seconds"] for one in lines]),
        **percentiles("upstream", asked),
        "cache_hits": sum(one["cache"] in {"HIT", "STALE"} for one in lines),
        "cache_lookups": sum(one["cache"] in {"HIT", "STALE", "MISS", "EXPIRED"} for one in lines),
        "bytes": sum(one["bytes"] for one in lines),
    }
    return {name: str(value) for name, value in found.items()}


def percentiles(name: str, seconds: Sequence[float]) -> dict[str, object]:
    """Nearest rank: the smallest that so many per cent took at most."""
    ordered = sorted(round(one * 1000) for one in seconds)
    return {f"{name}_p{p}_ms": ordered[-(-len(ordered) * p // 100) - 1] if ordered else "" for p in (50, 95, 99)}
