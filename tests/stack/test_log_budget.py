"""A flood of requests cannot fill the disk with access logs: they stay within ACCESS_LOG_MB."""

import socket
import threading
import time
from itertools import pairwise

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.stack import Stack

LOG_FOLDER = "/var/log/toponaut"
MAX_MB = 512
SECONDS = 20
LONG = b'"' * 2_000  # each byte is logged as two
FLOOD_REQUEST = b"GET /%s HTTP/1.1\r\nHost: localhost\r\nReferer: %s\r\nUser-Agent: %s\r\n\r\n" % (LONG, LONG, LONG)


def flood(stack: Stack, stop: threading.Event) -> None:
    """Requests without a pause; their answers are read and forgotten."""
    while not stop.is_set():
        with socket.create_connection(("127.0.0.1", stack.port)) as connection:
            reader = threading.Thread(target=_read, args=[connection])
            reader.start()
            try:
                while not stop.is_set():
                    connection.sendall(FLOOD_REQUEST * 10)
            except OSError:
                pass
            connection.close()
            reader.join()


def _read(connection: socket.socket) -> None:
    try:
        while connection.recv(2**20):
            pass
    except OSError:
        pass


def log_mb(stack: Stack) -> float:
    return int(stack.exec("nginx", "du", "-sk", LOG_FOLDER).split()[0]) / 1024


@pytest.mark.drill
def test_flood_cannot_outgrow_the_log_budget(stack: Stack) -> None:
    """The logs begin as full as they may be, with those of two earlier hours."""
    with reconfigured(stack, "nginx", ACCESS_LOG_MB=str(MAX_MB)):
        for hour, mb in (("01", 150), ("02", 280)):
            name = f"{LOG_FOLDER}/access-2020-01-01T{hour}.jsonl"
            stack.exec("nginx", "sh", "-c", f"yes {'x' * 3000} | head -c {mb}M >{name}")
        stop = threading.Event()
        clients = [threading.Thread(target=flood, args=[stack, stop]) for _ in range(4)]
        for client in clients:
            client.start()
        sizes, start = [log_mb(stack)], time.monotonic()
        while time.monotonic() - start < SECONDS:
            sizes.append(log_mb(stack))
        stop.set()
        for client in clients:
            client.join()
        stack.exec("nginx", "sh", "-c", f"rm -f {LOG_FOLDER}/access-2020-*")
    growth = sum(max(0, after - before) for before, after in pairwise(sizes))
    print(f"the flood wrote {growth / SECONDS:.0f} MB/s; the logs had {max(sizes):.0f} MB of {MAX_MB} at most")
    assert growth > 20
    assert max(sizes) <= MAX_MB * 1.05
