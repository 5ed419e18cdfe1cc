"""An open-loop client: it sends at a fixed rate, even if responses are slow or missing."""

import threading
import time
from abc import ABC, abstractmethod
from http.client import HTTPConnection
from itertools import count
from typing import Self

from tests.stack.harness.http import MAX_WAIT_SECONDS


class OpenLoop(ABC):
    """Sends requests during a `with` block. `due` and `now` are seconds after its start.

    A request's time counts from when it was due, not from when a connection was free for it.
    """

    def __init__(self, port: int, *, rate: float, clients: int, max_seconds: float) -> None:
        """`rate`: requests a second. `clients`: connections; each sends one request after the other.

        `max_seconds`: nothing is sent after this time, even if the test is still running.
        """
        self.port, self.rate, self.max_seconds = port, rate, max_seconds
        self._numbers = count()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._client, daemon=True) for _ in range(clients)]

    @abstractmethod
    def send(self, connection: HTTPConnection, number: int, due: float) -> None:
        """Send the request with this number and record its result."""

    def __enter__(self) -> Self:
        self._start = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(MAX_WAIT_SECONDS)

    @property
    def now(self) -> float:
        return time.monotonic() - self._start

    def run(self, seconds: float) -> None:
        """Keep sending for this long."""
        self._stop.wait(seconds)

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=MAX_WAIT_SECONDS)

    def _client(self) -> None:
        connection = self.connection()
        while True:
            with self._lock:
                number = next(self._numbers)
            due = number / self.rate
            if self._stop.wait(max(0.0, due - self.now)) or due > self.max_seconds:
                break
            self.send(connection, number, due)
        connection.close()
