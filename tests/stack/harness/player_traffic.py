"""Requests as players' browsers send them, with a browser's retry; every response is compared with the expected one."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from itertools import pairwise
from typing import NamedTuple

from tests.stack.harness.expected_requests import ExpectedRequest, expected_requests
from tests.stack.harness.http import Response
from tests.stack.harness.open_loop import OpenLoop
from tests.stack.harness.stack import Stack

RATE = 18  # requests a second, three of them for static files: well below the limit for one address
CLIENTS = 60  # connections: this many requests may hang before one has to wait for a connection
MAX_SECONDS = 120

GOOD = "200"
BUSY = "503"  # with a message and Retry-After
NO_RESPONSE = "no response"


class Sample(NamedTuple):
    """One request and its result. `at` and `seconds` count from when it was due, as in `OpenLoop`."""

    at: float  # seconds after the start
    kind: str
    path: str
    outcome: str
    seconds: float
    cache: str

    @property
    def end(self) -> float:
        return self.at + self.seconds


class PlayerTraffic(OpenLoop):
    """`with PlayerTraffic(stack) as traffic: …`; then `traffic.samples`."""

    def __init__(self, stack: Stack, requests: Iterator[ExpectedRequest] | None = None, *, rate: float = RATE) -> None:
        super().__init__(stack.port, rate=rate, clients=CLIENTS, max_seconds=MAX_SECONDS)
        self.samples: list[Sample] = []
        self._requests = requests or expected_requests(stack)
        self._requests_lock = threading.Lock()

    def all_good_since(self, moment: float) -> bool:
        """Whether, for every kind, a request that was due after `moment` has got a good response."""
        kinds = {sample.kind for sample in self.samples}
        return kinds <= {s.kind for s in list(self.samples) if s.at > moment and s.outcome == GOOD}

    def send(self, connection: HTTPConnection, number: int, due: float) -> None:
        with self._requests_lock:
            expected = next(self._requests)
        outcome, cache = _outcome(connection, expected)
        self.samples.append(Sample(due, expected.kind, expected.path, outcome, self.now - due, cache))


def _outcome(connection: HTTPConnection, expected: ExpectedRequest) -> tuple[str, str]:
    """The outcome, and the value of X-Cache."""
    reused = connection.sock is not None
    try:
        connection.request("GET", expected.path)
        received = connection.getresponse()
        response = Response(received.status, received.headers, received.read(), 0)
    except (OSError, HTTPException) as problem:
        connection.close()
        # Browsers retry too when an idle connection was closed: that says nothing about the request.
        if reused and isinstance(problem, RemoteDisconnected | ConnectionResetError | BrokenPipeError):
            return _outcome(connection, expected)
        return f"{NO_RESPONSE} ({type(problem).__name__})", ""
    return _compare(expected, response), response.cache


def _compare(expected: ExpectedRequest, response: Response) -> str:
    if response.status == 200:
        return GOOD if response.body == expected.body else "200 with a wrong body"
    if response.status != 503:
        return str(response.status)
    has_message = response.error if expected.path.startswith("/api/") else response.is_page
    return BUSY if has_message and response.headers.get("Retry-After") else "bad 503: without message or Retry-After"


def unexpected(samples: Sequence[Sample], *allowed: str) -> list[Sample]:
    """All outcomes that are neither good nor begin with one of `allowed`."""
    return [s for s in samples if s.outcome != GOOD and not s.outcome.startswith(tuple(allowed))]


def max_gap(samples: Sequence[Sample]) -> float:
    """The most seconds between two good responses."""
    ends = sorted(s.end for s in samples if s.outcome == GOOD)
    moments = [min(s.at for s in samples), *ends, max(s.end for s in samples)]
    return max(later - earlier for earlier, later in pairwise(moments))


def table(title: str, samples: Sequence[Sample]) -> str:
    """The outcomes, times and cache results of all requests, one line for each kind."""
    lines = [f"{title}: {len(samples)} requests, longest time without a good response {max_gap(samples):.2f} s"]
    for kind in sorted({s.kind for s in samples}):
        of_kind = [s for s in samples if s.kind == kind]
        outcomes = ", ".join(f"{number} × {outcome}" for outcome, number in Counter(s.outcome for s in of_kind).items())
        caches = ", ".join(f"{n} {cache}" for cache, n in Counter(s.cache for s in of_kind if s.cache).items())
        slowest = max(s.seconds for s in of_kind)
        lines.append(f"  {kind:13} {outcomes:40} gap {max_gap(of_kind):5.2f} s, slowest {slowest:5.2f} s  {caches}")
    return "\n".join(lines)
