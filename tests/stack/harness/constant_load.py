"""200 requests a second whatever happens, GET and POST, over kept connections: none is tried again, all are judged."""

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
from tests.stack.harness.figures import UNITS
from tests.stack.harness.http import MATCH
from tests.stack.harness.open_loop import OpenLoop

RATE = 200  # a second
CLIENTS = 80  # connections, each used every 0.4 s: many requests may be slow before one has to wait for a free one
LONGEST = 600  # seconds: the longest drill takes 80
LONDON, PARIS = 2643743, 2988507  # GeoNames ids

KEPT = [f"{MATCH}Paris", f"{MATCH}London", "/", "/quizzes/us", "/quizzes/fr", "/api/v1/quizzes"]  # by nginx
GOOD = {200, 201}


class SentRequest(NamedTuple):
    """`at` and `seconds` count from when it was due."""

    at: float
    method: str
    outcome: str  # empty when it was good
    seconds: float


class ConstantLoad(OpenLoop):
    """`with ConstantLoad(port) as steady: …`; then `steady.sent`, and `steady.saved`: the ids of saved plays."""

    def __init__(self, port: int) -> None:
        super().__init__(port, rate=RATE, clients=CLIENTS, longest=LONGEST)
        self.sent: list[SentRequest] = []
        self.saved: list[str] = []
        self.closed = 0  # kept connections that the server closed while they were at rest
        self.switch: list[float] = []  # when it began and ended, for whoever measures one
        self.mark = time.time_ns()  # what an earlier test asked is not new

    def failed(self) -> list[SentRequest]:
        return [one for one in self.sent if one.outcome]

    def send(self, connection: HTTPConnection, number: int, due: float) -> None:
        if is_closed(connection):  # a browser looks too before it sends, and opens another one
            connection.close()
            self.closed += 1
        method, path, body = self._request(number)
        outcome = self._outcome(connection, method, path, body)
        self.sent.append(SentRequest(due, method, outcome, self.now - due))

    def _request(self, number: int) -> tuple[str, str, bytes | None]:
        """Of twenty: one saves a play, one asks what nobody has asked before, one is a page that nginx may not keep."""
        match number % 20:
            case 0:
                return "POST", "/api/v1/plays", _play()
            case 7:
                return "GET", f"{MATCH}Qxzqv{self.mark}x{number}", None
            case 14 if self.saved:
                return "GET", f"/api/v1/plays/{self.saved[-1]}", None
        return "GET", KEPT[number % len(KEPT)], None

    def _outcome(self, connection: HTTPConnection, method: str, path: str, body: bytes | None) -> str:
        try:
            connection.request(method, path, body=body, headers={"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            answer = response.read()
        except (OSError, HTTPException) as problem:
            connection.close()
            return type(problem).__name__
        if response.status not in GOOD:
            return str(response.status)
        if method == "POST":
            self.saved.append(json.loads(answer)["id"])
        return ""


def is_closed(connection: HTTPConnection) -> bool:
    """Of one on which no answer is due: there is nothing to read but its end."""
    return connection.sock is not None and bool(select.select([connection.sock], [], [], 0)[0])


def _play() -> bytes:
    play: dict[str, Any] = {"quiz": "europe", "places": [LONDON, PARIS], "mode": "plain"}
    play |= {"started": "2026-11-24T10:00:00Z", "ended": "2026-11-24T10:20:00Z"}
    return json.dumps(play).encode()


def row(title: str, sent: Sequence[SentRequest]) -> list[object]:
    """SentRequest, of them POST, failed, p95 and slowest in ms, and what failures there were."""
    seconds = sorted(one.seconds for one in sent)
    outcomes = Counter(one.outcome for one in sent if one.outcome)
    posts = sum(one.method == "POST" for one in sent)
    p95 = seconds[len(seconds) * 95 // 100]
    words = ", ".join(f"{times} × {outcome}" for outcome, times in outcomes.items()) or "–"
    return [title, len(sent), posts, sum(outcomes.values()), f"{p95 * 1000:.0f}", f"{seconds[-1] * 1000:.0f}", words]


TABLE_HEADS = ["", "sent", "POST", "failed", "p95 ms", "slowest", "how"]


@contextmanager
def peak_megabytes(project: str) -> Iterator[list[float]]:
    """After the block: what all containers of the project held at most together, in MB, as `docker stats` counts."""
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
    return float(size.removesuffix(unit)) * UNITS[unit] / 1e6 if unit in UNITS else 0.0
