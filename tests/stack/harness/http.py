"""HTTP requests to a stack: any method, timed; from another container; and bytes that are not valid HTTP."""

import json
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from typing import Any

from tests.stack.harness.stack import Stack

MATCH_PATH = "/api/v1/quizzes/world/match?name="
SECURITY_HEADERS = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
}
MAX_WAIT_SECONDS = 60  # longer than any timeout of the stack, so that the stack's own timeouts are tested


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: HTTPMessage
    body: bytes
    seconds: float

    @property
    def cache(self) -> str:
        """How nginx's cache was used: HIT, MISS, STALE, UPDATING or BYPASS; empty if it was not used."""
        return self.headers.get("X-Cache", "")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html") and b"<h1" in self.body

    @property
    def error(self) -> str:
        """The code of an API error; empty for any other response."""
        if self.headers.get("Content-Type", "").split(";")[0] != "application/json":
            return ""
        error = self.json.get("error", {})
        return str(error["code"]) if error.get("message") else ""


def request(
    stack: Stack, path: str, *, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """One request over a new connection."""
    connection = HTTPConnection("127.0.0.1", stack.port, timeout=MAX_WAIT_SECONDS)
    started = time.monotonic()
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    return Response(response.status, response.headers, content, time.monotonic() - started)


def send_raw(stack: Stack, data: bytes) -> bytes:
    """Everything that nginx sends until it closes the connection; what came before, if it resets it."""
    with socket.create_connection(("127.0.0.1", stack.port), timeout=MAX_WAIT_SECONDS) as connection:
        received = b""
        try:
            connection.sendall(data)
            while part := connection.recv(65536):
                received += part
        except ConnectionError:
            pass
        return received


_CLIENT_SCRIPT = """
import json, socket, sys, urllib.error, urllib.request
path, times, headers, body = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4]
if body:
    headers["Content-Type"] = "application/json"
statuses = []
for _ in range(times):
    request = urllib.request.Request("http://nginx:8080" + path, body.encode() or None, {"Host": "localhost"} | headers)
    try:
        statuses.append(urllib.request.urlopen(request, timeout=60).status)
    except urllib.error.HTTPError as error:
        statuses.append(error.code)
print(json.dumps([socket.gethostbyname(socket.gethostname()), statuses]))
"""


def request_from_edge_network(
    stack: Stack, path: str, *, times: int = 1, headers: Mapping[str, str] | None = None, body: str = ""
) -> tuple[str, list[int]]:
    """Send requests from a container on nginx's network. Returns its address and the status of each response.

    `body`: JSON to POST; empty: GET.
    """
    image = stack.inspect("web")["Config"]["Image"]  # an image that has Python
    run = ["docker", "run", "--rm", "--network", f"{stack.project}_edge", image, "python", "-c", _CLIENT_SCRIPT]
    words = [path, str(times), json.dumps(dict(headers or {})), body]
    done = subprocess.run([*run, *words], capture_output=True, text=True, check=True)
    address, statuses = json.loads(done.stdout)
    return address, statuses
