"""nginx's access logs: which files there are, and what a line of them says. See nginx/configuration/.

A line belongs to the hour of its file: nginx takes both from one look at the clock, when the answer is out.
"""

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, TypedDict, cast
from urllib.parse import urlsplit

NAME = re.compile(r"access-(\d{4}-\d\d-\d\dT\d\d)\.jsonl")
LONGEST_NAME = 200  # characters of an address or a referrer
LONGEST_SECONDS = 1e6

QUIZ = re.compile(r"/quizzes/([a-z0-9-]+)/?")
TRIES = re.compile(r"\d+\.\d+")
GUESS = re.compile(r"/api/v1/quizzes/([a-z0-9-]+)/match")
PLAYS = "/api/v1/plays"
NO_PAGES = ("/api/", "/static/", "/healthz", "/readyz", "/dashboard")
# Who says so; Cubot makes telephones. Programs that were given no name of their own are none of our visitors either.
BOT = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp|monitor|uptime|healthcheck"
    r"|lighthouse|headless|curl|wget|libwww|httpx|okhttp|http-?client|python|scrapy|aiohttp|java/|ruby|perl|^-?$"
    r"|^mozilla/5\.0$",
    re.IGNORECASE,
)
OFTEN = 1024  # agents and referrers that come again and again


class Line(TypedDict):
    address: str
    method: str
    host: str
    uri: str
    status: int
    bytes: int
    referrer: str
    agent: str
    seconds: float
    upstream_seconds: str
    cache: str


DECODE = json.JSONDecoder().decode  # json.loads looks for the encoding of each line: a tenth of the time
NAMES = tuple(Line.__annotations__)
VALUES = itemgetter(*NAMES)
TYPES = {tuple(either if of is float else of for of in Line.__annotations__.values()) for either in (int, float)}


def hour_files(folder: Path) -> list[tuple[datetime, Path]]:
    """The hours that have a file, oldest first. Raises OSError where the folder cannot be read."""
    found = ((NAME.fullmatch(file.name), file) for file in folder.iterdir())
    return sorted((datetime.strptime(name[1], "%Y-%m-%dT%H").replace(tzinfo=UTC), file) for name, file in found if name)


def parse(raw: bytes) -> Line | None:
    """Nothing where it is none: a full disk or a killed nginx may have cut it short."""
    try:
        line: Any = DECODE(raw.decode())
        types = tuple(map(type, VALUES(line)))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return cast("Line", line) if types in TYPES and 0 <= line["seconds"] < LONGEST_SECONDS else None


def upstream(line: Line) -> float | None:
    """Seconds that all tries of the upstream took together; nothing where it was not asked."""
    parts = TRIES.findall(line["upstream_seconds"])
    return sum(map(float, parts)) if parts else None


def page(line: Line, path: str) -> bool:
    """Whether it is a page that was shown."""
    last = path.rpartition("/")[2]
    return line["method"] == "GET" and answered(line) and "." not in last and not path.startswith(NO_PAGES)


def answered(line: Line) -> bool:
    return line["status"] in {200, 304}


def path_of(line: Line) -> str:
    """Without the query, and fit for a row."""
    return _printable(line["uri"].partition("?")[0])


def referrer(line: Line) -> str:
    """The other site that the visitor came from."""
    host = _host(line["referrer"])
    return "" if host == line["host"].lower() else host


@lru_cache(OFTEN)
def is_bot(agent: str) -> bool:
    return BOT.search(agent) is not None


@lru_cache(OFTEN)
def _host(address: str) -> str:
    try:
        return _printable(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def _printable(text: str) -> str:
    text = text[:LONGEST_NAME]
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "?" for letter in text)
