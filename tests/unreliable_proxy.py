"""A TCP proxy that imitates a bad network: it can be slow, and cut all connections after a number of bytes."""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

BUFFER_BYTES = 65536


@contextmanager
def unreliable_proxy(target_port: int, *, max_bytes: int = sys.maxsize, pause: float = 0) -> Iterator[int]:
    """Yields the proxy's port. After `max_bytes` to the target it cuts; it waits `pause` seconds before each 64 KB."""
    proxy = UnreliableProxy(target_port, max_bytes, pause)
    try:
        yield proxy.port
    finally:
        proxy.close()


class UnreliableProxy:
    def __init__(self, target_port: int, max_bytes: int, pause: float) -> None:
        self.target_port, self.bytes_left, self.pause = target_port, max_bytes, pause
        self._listener = socket.create_server(("0.0.0.0", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # closed
                return
            if self.bytes_left <= 0:
                client.close()
                continue
            target = socket.create_connection(("127.0.0.1", self.target_port))
            for source, sink, counted in ((client, target, True), (target, client, False)):
                options = {"counted": counted}
                threading.Thread(target=self._forward, args=(source, sink), kwargs=options, daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket, *, counted: bool) -> None:
        with suppress(OSError), closing(sink):
            while part := source.recv(BUFFER_BYTES):
                self.bytes_left -= len(part) * counted
                if self.bytes_left <= 0:
                    break
                time.sleep(self.pause * counted)
                sink.sendall(part)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


def free_port() -> int:
    """A port of this machine on which no process listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
