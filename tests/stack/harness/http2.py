"""HTTP/2 as far as the tests need it: a request whose body may come slowly, or never.

No library, because a test decides when each frame is sent.
"""

import socket
import ssl
from types import TracebackType
from typing import NamedTuple, Self

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY = 0, 1, 3, 4, 7  # types of frames
END_STREAM, ACK, END_HEADERS = 1, 1, 4  # flags
STATUSES = {8: "200", 9: "204", 10: "206", 11: "304", 12: "400", 13: "404", 14: "500"}  # HPACK's static table


class Frame(NamedTuple):
    kind: int
    flags: int
    stream: int
    payload: bytes


class Http2:
    """A connection to a port of this machine."""

    def __init__(self, port: int, context: ssl.SSLContext, host: str, timeout: float = 60) -> None:
        context.set_alpn_protocols(["h2"])
        connection = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.socket = context.wrap_socket(connection, server_hostname=host)
        self.host = host
        self.socket.sendall(PREFACE)
        self.send(SETTINGS, 0, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def send(self, kind: int, flags: int, stream: int, payload: bytes = b"") -> None:
        head = len(payload).to_bytes(3) + bytes([kind, flags]) + stream.to_bytes(4)
        self.socket.sendall(head + payload)

    def request(self, stream: int, method: str, path: str, *, end: bool = True, **headers: str) -> None:
        """Send the headers; `end`: there is no body. `headers`: with _ for -."""
        fields = {":method": method, ":scheme": "https", ":authority": self.host, ":path": path}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        block = b"".join(b"\0" + _text(name) + _text(value) for name, value in fields.items())
        self.send(HEADERS, END_HEADERS | (END_STREAM if end else 0), stream, block)

    def frame(self) -> Frame | None:
        """The next frame; None if the server has closed the connection."""
        head = self._read(9)
        if len(head) < 9:
            return None
        payload = self._read(int.from_bytes(head[:3]))
        return Frame(head[3], head[4], int.from_bytes(head[5:9]), payload)

    def end_of(self, stream: int) -> tuple[str, Frame | None]:
        """The status of the answer, if there is one, and the last frame of the stream; None if the connection ended."""
        status = ""
        while frame := self.frame():
            if frame.kind == GOAWAY:
                return status, frame
            if frame.stream != stream:
                continue
            if frame.kind == HEADERS:
                status = _status(frame.payload)
            if frame.kind == RST_STREAM or (frame.flags & END_STREAM and frame.kind in {DATA, HEADERS}):
                return status, frame
        return status, None

    def _read(self, size: int) -> bytes:
        data = b""
        try:
            while len(data) < size and (part := self.socket.recv(size - len(data))):
                data += part
        except (ConnectionError, ssl.SSLEOFError):
            pass
        return data


def _text(text: str) -> bytes:
    data = text.encode()
    assert len(data) < 127
    return bytes([len(data)]) + data


def _status(block: bytes) -> str:
    """The first field, which is the status: by its number in the static table, or as text that nginx has not coded."""
    at = 1 if block[0] & 0xE0 == 0x20 else 0  # a change of the table's size may come first
    if block[at] & 0x80:
        return STATUSES.get(block[at] & 0x7F, "")
    length = block[at + 1] & 0x7F
    text = block[at + 2 : at + 2 + length]
    return text.decode() if not block[at + 1] & 0x80 else f"coded {text.hex()}"
