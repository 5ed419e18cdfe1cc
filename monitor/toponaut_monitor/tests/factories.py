"""Test data: access logs as nginx writes them, and an independent count of them."""

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

LogLine = dict[str, Any]


def log_line(at: datetime, **fields: object) -> LogLine:
    """A log line with these fields. Other fields have default values."""
    return {
        "time": at.isoformat(timespec="seconds"), "request_id": "0" * 32, "address": "203.0.113.7", "method": "GET",
        "host": "toponaut.example", "uri": "/quizzes/us", "protocol": "HTTP/1.1", "status": 200, "bytes": 100,
        "referrer": "", "agent": AGENTS[0], "seconds": 0.002, "upstream_seconds": "0.002", "cache": "MISS",
        "release": "v1", **fields,
    }  # fmt: skip


def random_lines(begin: datetime, count: int, seconds: float, seed: int = 1) -> list[LogLine]:
    """Lines of random requests, spread evenly over this time."""
    chance = random.Random(seed)  # noqa: S311
    return [_random_line(begin + timedelta(seconds=seconds * number / count), chance) for number in range(count)]


def _random_line(at: datetime, chance: random.Random) -> LogLine:
    is_post = chance.random() < 0.1
    reaches_upstream = chance.random() < 0.5
    seconds = round(chance.expovariate(100), 3)
    return log_line(
        at,
        address=f"203.0.113.{chance.randrange(40)}",
        method="POST" if is_post else "GET",
        uri="/api/v1/plays" if is_post else chance.choice(PATHS),
        status=chance.choice([201, 200, 400, 503])
        if is_post
        else chance.choice([200, 200, 200, 304, 301, 404, 429, 500]),
        bytes=chance.randrange(5000),
        agent=chance.choice(AGENTS),
        referrer=chance.choice(REFERRERS),
        seconds=seconds,
        upstream_seconds=f"{seconds:.3f}" if reaches_upstream else "",
        cache=""
        if is_post
        else chance.choice(["MISS", "EXPIRED", "BYPASS"])
        if reaches_upstream
        else chance.choice(["HIT", "STALE"]),
    )


def write_logs(folder: Path, lines: Sequence[LogLine]) -> None:
    """Append each line to the file of its hour."""
    for line in lines:
        with (folder / f"access-{line['time'][:13]}.jsonl").open("a") as file:
            file.write(json.dumps(line, separators=(",", ":")) + "\n")


def expected_counts(lines: Sequence[LogLine]) -> dict[str, str]:
    """The columns of one hour's row, counted in a simple way, without the monitor's own code."""
    people = [line for line in lines if line["agent"] not in BOTS]
    paths = [(line, line["uri"].split("?")[0]) for line in lines]
    answered = {200, 304}
    classes = Counter(f"status_{str(line['status'])[0]}xx" for line in lines)
    upstream = [float(line["upstream_seconds"]) for line in lines if line["upstream_seconds"]]
    counts: dict[str, object] = {
        "requests": len(lines),
        "visitors": len({(line["address"], line["agent"]) for line in people}),
        "bots": len(lines) - len(people),
        "quiz_starts": sum(
            path in {"/quizzes/us", "/quizzes/world"} and line["status"] in answered and line["agent"] not in BOTS
            for line, path in paths
        ),
        "guesses": sum(path.endswith("/match") and line["status"] in answered for line, path in paths),
        "plays_saved": sum(line["status"] == 201 for line in lines),
        **{name: classes[name] for name in ("status_2xx", "status_3xx", "status_4xx", "status_5xx")},
        "limited": sum(line["status"] == 429 for line in lines),
        **percentiles("request", [line["seconds"] for line in lines]),
        **percentiles("upstream", upstream),
        "cache_hits": sum(line["cache"] in {"HIT", "STALE"} for line in lines),
        "cache_lookups": sum(line["cache"] in {"HIT", "STALE", "MISS", "EXPIRED"} for line in lines),
        "bytes": sum(line["bytes"] for line in lines),
    }
    return {name: str(value) for name, value in counts.items()}


def percentiles(name: str, seconds: Sequence[float]) -> dict[str, object]:
    """Percentiles in ms, by the nearest-rank method."""
    ordered = sorted(round(duration * 1000) for duration in seconds)
    return {f"{name}_p{p}_ms": ordered[-(-len(ordered) * p // 100) - 1] if ordered else "" for p in (50, 95, 99)}
