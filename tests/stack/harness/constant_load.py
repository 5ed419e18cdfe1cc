"""A constant load, GET and POST, over keep-alive connections. No request is retried."""

import json
import select
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple

from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH_PATH
from tests.stack.harness.https import DomainConnection
from tests.stack.harness.measurements import UNIT_BYTES
from tests.stack.harness.open_loop import OpenLoop

RATE = 50  # requests a second, enough to notice a gap of 0.02 s
FULL_RATE = 200  # the most that the site should have to bear during a deploy; takes most of a core, with this client
CLIENTS = 80  # connections: even at FULL_RATE many requests may be slow before one has to wait for a connection
MAX_SECONDS = 600  # the longest drill takes 80
LONDON, PARIS = 2643743, 2988507  # GeoNames ids

# nginx has these in its cache after the first request.
CACHED_PATHS = [f"{MATCH_PATH}Paris", f"{MATCH_PATH}London", "/", "/quizzes/us", "/quizzes/fr", "/api/v1/quizzes"]
EXPECTED_STATUSES = {200, 201}


class SentRequest(NamedTuple):
    """`at`: when it was due, in seconds after the start. `seconds`: from then to the end of the response."""

    at: float
    method: str
    failure: str  # empty if it succeeded
    seconds: float


class ConstantLoad(OpenLoop):
    """`with ConstantLoad(port, RATE) as load: …`; then `load.sent` are the requests, `load.saved` the plays' ids."""

    def __init__(self, port: int, rate: int, *, https: bool = False) -> None:
        super().__init__(port, rate=rate, clients=CLIENTS, max_seconds=MAX_SECONDS)
        self.https = https
        self.sent: list[SentRequest] = []
        self.saved: list[str] = []
        self.closed_when_idle = 0  # connections that the server closed between two requests
        self.cutover: list[float] = []  # begin and end of a cutover, if the test measures one
        self.run_id = time.time_ns()  # makes guesses that no earlier test has sent

    def connection(self) -> HTTPConnection:
        return DomainConnection(self.port) if self.https else super().connection()

    def failed(self) -> list[SentRequest]:
        return [one for one in self.sent if one.failure]

    def send(self, connection: HTTPConnection, number: int, due: float) -> None:
        if is_closed(connection):  # browsers check this too, and open another connection
            connection.close()
            self.closed_when_idle += 1
        method, path, body = self._request(number)
        failure = self._failure(connection, method, path, body)
        self.sent.append(SentRequest(due, method, failure, self.now - due))

    def _request(self, number: int) -> tuple[str, str, bytes | None]:
        """Of twenty requests one saves a play, one is a new guess, one is a saved play, which nginx may not cache."""
        match number % 20:
            case 0:
                return "POST", "/api/v1/plays", _play()
            case 7:
                return "GET", f"{MATCH_PATH}Qxzqv{self.run_id}x{number}", None
            case 14 if self.saved:
                return "GET", f"/api/v1/plays/{self.saved[-1]}", None
        return "GET", CACHED_PATHS[number % len(CACHED_PATHS)], None

    def _failure(self, connection: HTTPConnection, method: str, path: str, body: bytes | None) -> str:
        try:
            connection.request(method, path, body=body, headers={"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            content = response.read()
        except (OSError, HTTPException) as problem:
            connection.close()
            return type(problem).__name__
        if response.status not in EXPECTED_STATUSES:
            return str(response.status)
        if method == "POST":
            self.saved.append(json.loads(content)["id"])
        return ""


def is_closed(connection: HTTPConnection) -> bool:
    """Whether the server has closed an idle connection: then the end of the stream can be read."""
    return connection.sock is not None and bool(select.select([connection.sock], [], [], 0)[0])


def _play() -> bytes:
    play: dict[str, Any] = {"quiz": "europe", "places": [LONDON, PARIS], "mode": "plain"}
    play |= {"started": "2026-11-24T10:00:00Z", "ended": "2026-11-24T10:20:00Z"}
    return json.dumps(play).encode()


def table_row(title: str, sent: Sequence[SentRequest]) -> list[object]:
    """Number of requests, of POST and of failures, p95 and maximum in ms, and the kinds of failures."""
    seconds = sorted(one.seconds for one in sent)
    failures = Counter(one.failure for one in sent if one.failure)
    posts = sum(one.method == "POST" for one in sent)
    p95 = seconds[len(seconds) * 95 // 100]
    words = ", ".join(f"{times} × {failure}" for failure, times in failures.items()) or "–"
    return [title, len(sent), posts, sum(failures.values()), f"{p95 * 1000:.0f}", f"{seconds[-1] * 1000:.0f}", words]


TABLE_HEADS = ["", "sent", "POST", "failed", "p95 ms", "max ms", "failures"]


@contextmanager
def peak_megabytes(project: str) -> Iterator[list[float]]:
    """Filled after the block: peak memory of all containers of the project together, in MB, from `docker stats`."""
    peak, ended = [0.0], threading.Event()

    def watch() -> None:
        while not ended.is_set():
            ids = docker("ps", "--quiet", "--filter", f"label=com.docker.compose.project={project}").split()
            used = docker("stats", "--no-stream", "--format", "{{.MemUsage}}", *ids, check=False) if ids else ""
            peak[0] = max(peak[0], sum(map(_megabytes, used.splitlines())))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _megabytes(usage: str) -> float:
    """Of "75.5MiB / 192MiB"; 0 for a container that was gone before it was counted."""
    size = usage.partition("/")[0].strip()
    unit = size.lstrip("0123456789.")
    return float(size.removesuffix(unit)) * UNIT_BYTES[unit] / 1e6 if unit in UNIT_BYTES else 0.0
