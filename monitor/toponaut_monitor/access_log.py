"""Reads nginx's access logs: one file for each hour, one JSON object for each request. See nginx/configuration/.

A line belongs to the hour in its file's name. Its own time is in the same hour, because nginx reads the clock once for
both, after the response was sent.
"""

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, TypedDict, cast
from urllib.parse import urlsplit

FILE_NAME = re.compile(r"access-(\d{4}-\d\d-\d\dT\d\d)\.jsonl")
MAX_NAME_CHARS = 200  # longer paths and referring hosts are cut
MAX_SECONDS = 1e6  # a line with a longer duration counts as unreadable

QUIZ_PATH = re.compile(r"/quizzes/([a-z0-9-]+)/?")
GUESS_PATH = re.compile(r"/api/v1/quizzes/([a-z0-9-]+)/match")
PLAYS_PATH = "/api/v1/plays"
NOT_PAGES = ("/api/", "/static/", "/healthz", "/readyz", "/dashboard")
UPSTREAM_ATTEMPT_SECONDS = re.compile(r"\d+\.\d+")
# User agents that call themselves a bot (but Cubot is a brand of telephones), and programs that are not browsers.
BOT_AGENT = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp|monitor|uptime|healthcheck"
    r"|lighthouse|headless|curl|wget|libwww|httpx|okhttp|http-?client|python|scrapy|aiohttp|java/|ruby|perl|^-?$"
    r"|^mozilla/5\.0$",
    re.IGNORECASE,
)
MAX_CACHED_RESULTS = 1024  # most agents and referrers occur many times


class LogEntry(TypedDict):
    """The fields of a line that are counted. nginx writes more fields."""

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


_decode_json = json.JSONDecoder().decode  # json.loads also detects the encoding: a tenth of the time
_FIELD_TYPES = LogEntry.__annotations__
_field_values = itemgetter(*_FIELD_TYPES)
_VALID_TYPES = {  # JSON numbers without a fraction are read as int, so a duration may be a float or an int
    tuple(number if expected is float else expected for expected in _FIELD_TYPES.values()) for number in (int, float)
}


def hour_files(folder: Path) -> list[tuple[datetime, Path]]:
    """The log files with their hours, oldest first. Raises OSError."""
    matches = ((FILE_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return sorted((_hour(match[1]), path) for match, path in matches if match)


def _hour(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H").replace(tzinfo=UTC)


def parse(line: bytes) -> LogEntry | None:
    """None if the line is not readable: a full disk or a killed nginx may have cut it."""
    try:
        entry: Any = _decode_json(line.decode())
        types = tuple(map(type, _field_values(entry)))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return cast("LogEntry", entry) if types in _VALID_TYPES and 0 <= entry["seconds"] < MAX_SECONDS else None


def upstream_seconds(entry: LogEntry) -> float | None:
    """How long Django took, over all attempts; None if nginx answered without asking Django."""
    attempts = UPSTREAM_ATTEMPT_SECONDS.findall(entry["upstream_seconds"])
    return sum(map(float, attempts)) if attempts else None


def is_page_view(entry: LogEntry, path: str) -> bool:
    """Whether the response was a page, and not a file, an API response or an error."""
    file_name = path.rpartition("/")[2]
    return entry["method"] == "GET" and is_answered(entry) and "." not in file_name and not path.startswith(NOT_PAGES)


def is_answered(entry: LogEntry) -> bool:
    return entry["status"] in {200, 304}


def path_of(entry: LogEntry) -> str:
    """The path without its query, printable and not too long."""
    return _printable(entry["uri"].partition("?")[0])


def referring_host(entry: LogEntry) -> str:
    """The host of the other site that the visitor came from; empty if there was none."""
    host = _host(entry["referrer"])
    return "" if host == entry["host"].lower() else host


@lru_cache(MAX_CACHED_RESULTS)
def is_bot(agent: str) -> bool:
    return BOT_AGENT.search(agent) is not None


@lru_cache(MAX_CACHED_RESULTS)
def _host(url: str) -> str:
    try:
        return _printable(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _printable(text: str) -> str:
    text = text[:MAX_NAME_CHARS]
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "?" for letter in text)
