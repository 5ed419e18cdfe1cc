"""Real HTTP on both ends: a site that can be made to fail, and a server that stands for Twilio's API."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Server:
    """Listens on a port of its own and writes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        handler = type("Handler", (Handler,), {"server_of": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port: int = self.http.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        raise NotImplementedError


class Handler(BaseHTTPRequestHandler):
    server_of: Server

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server_of.asked.append(self.path)
        status, headers, said = self.server_of.answer(self.command, self.path, body, dict(self.headers))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(said))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


class Site(Server):
    """Well, until a test says otherwise. `script`: the statuses of the next answers."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.page, self.script = 200, b"<h1>Toponaut</h1>", list[int]()
        self.headers: dict[str, str] = {}
        self.hosts: list[str] = []

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.hosts.append(headers["Host"])
        return self.script.pop(0) if self.script else self.status, self.headers, self.page


class Gateway(Server):
    """Takes messages in as Twilio does. `becomes`: what is said of one when it is asked for, the last for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.refuses, self.becomes = False, ["sent", "delivered"]
        self.texts: list[str] = []
        self.authorization = ""
        self._left = list[str]()

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if self.refuses:
            return 401, {}, json.dumps({"code": 20003, "message": "Authenticate", "status": 401}).encode()
        if method == "POST":
            self.authorization = headers["Authorization"]
            self.texts.append(parse_qs(body.decode())["Body"][0])
            self._left = list(self.becomes)
            return 201, {}, json.dumps({"sid": "SM1", "status": "queued"}).encode()
        status = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        code = 30003 if status in {"failed", "undelivered"} else None
        return 200, {}, json.dumps({"sid": "SM1", "status": status, "error_code": code}).encode()


@contextmanager
def serving(server: Server) -> Iterator[None]:
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.http.shutdown()
        thread.join()
        server.http.server_close()
