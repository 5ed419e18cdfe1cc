"""`python -m deployment.healthcheck`: exit 0 if gunicorn answers /healthz on this container's own socket.

It is the container's health check and runs every few seconds, so it does not import Django, which takes a second. With
paths, as in `python -m deployment.healthcheck /readyz /`, each must answer 200: a deploy checks a container that way
before the cutover.
"""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException

TIMEOUT_SECONDS = 4  # below the health check's own timeout, so that the reason is still printed
MAX_BODY_BYTES = 200  # how much of a failed response is printed: /readyz names what is down


class _UnixConnection(HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=TIMEOUT_SECONDS)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(TIMEOUT_SECONDS)
        self.sock.connect(self.path)


def connection_to(bind: str) -> HTTPConnection:
    """A connection to what gunicorn binds: `unix:/path` or `address:port`."""
    if bind.startswith("unix:"):
        return _UnixConnection(bind.removeprefix("unix:"))
    _, _, port = bind.rpartition(":")
    return HTTPConnection("127.0.0.1", int(port), timeout=TIMEOUT_SECONDS)


def main() -> None:
    for path in sys.argv[1:] or ["/healthz"]:
        _require_200(path)


def _require_200(path: str) -> None:
    bind = os.environ.get("WEB_BIND") or f"unix:/run/toponaut/{socket.gethostname()}.sock"
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()  # Django refuses other host names
    connection = connection_to(bind)
    try:
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        body = response.read(MAX_BODY_BYTES)
    except (OSError, HTTPException) as problem:
        sys.exit(f"no answer on {bind}: {problem}")
    if response.status != 200:
        sys.exit(f"{path} answered {response.status}: {body.decode(errors='replace')}")


if __name__ == "__main__":
    main()
