"""Fake servers over real HTTP: a site that can be made to fail, and Twilio's API."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class FakeServer:
    """Listens on a free port, and records the requested paths."""

    def __init__(self) -> None:
        self.requested_paths: list[str] = []
        handler = type("Handler", (Handler,), {"fake_server": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port: int = self.http.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        raise NotImplementedError


class Handler(BaseHTTPRequestHandler):
    fake_server: FakeServer

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.fake_server.requested_paths.append(self.path)
        status, headers, content = self.fake_server.answer(self.command, self.path, body, dict(self.headers))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


class FakeSite(FakeServer):
    """Answers 200 until a test changes `status`. `next_statuses`: statuses of the next responses, before `status`."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.page, self.next_statuses = 200, b"<h1>Toponaut</h1>", list[int]()
        self.headers: dict[str, str] = {}
        self.requested_hosts: list[str] = []

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.requested_hosts.append(headers["Host"])
        return self.next_statuses.pop(0) if self.next_statuses else self.status, self.headers, self.page


class FakeTwilio(FakeServer):
    """Accepts messages. `statuses`: the answers to polls of a message, in turn; the last answer is repeated.

    `error`: a status, a code and words that it refuses messages with. The status "429" of a poll is an error too.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refuses, self.statuses = False, ["sent", "delivered"]
        self.error: tuple[int, int, str] | None = None
        self.failure_code = 30003
        self.sms_texts: list[str] = []
        self.authorization = ""
        self._next_statuses = list[str]()

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if error := (401, 20003, "Authenticate") if self.refuses else self.error:
            return _twilio_error(*error)
        if method == "POST":
            self.authorization = headers["Authorization"]
            self.sms_texts.append(parse_qs(body.decode())["Body"][0])
            self._next_statuses = list(self.statuses)
            return 201, {}, json.dumps({"sid": "SM1", "status": "queued"}).encode()
        status = self._next_statuses.pop(0) if len(self._next_statuses) > 1 else self._next_statuses[0]
        if status == "429":
            return _twilio_error(429, 20429, "Too Many Requests")
        code = self.failure_code if status in {"failed", "undelivered"} else None
        return 200, {}, json.dumps({"sid": "SM1", "status": status, "error_code": code}).encode()


def _twilio_error(status: int, code: int, words: str) -> tuple[int, dict[str, str], bytes]:
    return status, {}, json.dumps({"code": code, "message": words, "status": status}).encode()


class FakeWebhook(FakeServer):
    """Records the JSON that it receives, and the paths it was sent to; answers with `status`."""

    def __init__(self) -> None:
        super().__init__()
        self.status = 200
        self.received: list[dict[str, str]] = []

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if self.status == 200:
            assert (method, headers["Content-Type"]) == ("POST", "application/json")
            self.received.append(json.loads(body))
        return self.status, {"Location": "/elsewhere"} if self.status == 302 else {}, b"ok"


@contextmanager
def serving(server: FakeServer) -> Iterator[None]:
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.http.shutdown()
        thread.join()
        server.http.server_close()
