"""A flood of requests cannot fill the disk with access logs: they stay within ACCESS_LOG_MB."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.http import send_raw
from tests.stack.harness.stack import Stack

LOG_FOLDER = "/var/log/toponaut"
MAX_MB = 512  # the smallest ACCESS_LOG_MB that nginx accepts
SECONDS = 15
CLIENTS = 4

# The longest log line: as much of each field as is logged, in quotes, which are logged as two bytes each.
_REQUEST = b"GET /%s HTTP/1.1\r\nHost: localhost\r\nReferer: %s\r\nUser-Agent: %s\r\n" % (
    b'"' * 511,
    b'"' * 256,
    b'"' * 256,
)
_REQUESTS = (_REQUEST + b"\r\n") * 100 + _REQUEST + b"Connection: close\r\n\r\n"  # pipelined in one connection


@pytest.fixture
def full_logs(stack: Stack) -> Iterator[Stack]:
    """As full as they may be, with the logs of two earlier hours."""
    with reconfigured(stack, "nginx", ACCESS_LOG_MB=str(MAX_MB)):
        for hour, mb in (("01", 150), ("02", 280)):
            name = f"{LOG_FOLDER}/access-2020-01-01T{hour}.jsonl"
            stack.exec("nginx", "sh", "-c", f"yes {'x' * 3000} | head -c {mb}M >{name}")
        yield stack
        stack.exec("nginx", "sh", "-c", f"rm -f {LOG_FOLDER}/access-2020-*; truncate -s 0 {LOG_FOLDER}/access-*")


def flood(stack: Stack, stop: threading.Event) -> None:
    while not stop.is_set():
        send_raw(stack, _REQUESTS)


def log_mb(stack: Stack) -> float:
    return int(stack.exec("nginx", "du", "-sk", LOG_FOLDER).split()[0]) / 1024


@pytest.mark.alone  # it keeps both cores busy
@pytest.mark.drill  # nginx/tests/test_delete_old_logs.py is the short form
def test_flood_cannot_outgrow_the_log_budget(full_logs: Stack) -> None:
    stop, sizes = threading.Event(), [log_mb(full_logs)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        for _ in range(CLIENTS):
            clients.submit(flood, full_logs, stop)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            sizes.append(log_mb(full_logs))
        stop.set()
    written = sum(max(0, after - before) for before, after in pairwise(sizes))
    print(
        f"the flood wrote {written / SECONDS:.0f} MB/s; the logs had {max(sizes):.0f} MB of {MAX_MB} at most: {sizes}"
    )
    assert written > MAX_MB / 4  # they would have outgrown it
    assert max(sizes) <= MAX_MB * 1.05
