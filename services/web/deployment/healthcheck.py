"""`python -m deployment.healthcheck`: exit 0 while gunicorn answers /healthz on this container's own socket.

The container's health check: every few seconds, so without Django and its second of imports. With addresses,
`python -m deployment.healthcheck /readyz /`, each must answer 200. A release uses it on a container that does not serve
requests yet.
"""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 4  # below the health check's own timeout, so that the reason is still said
WORDS = 200  # bytes of an answer that is not 200: what /readyz says is down


class _UnixConnection(HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=SECONDS)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(SECONDS)
        self.sock.connect(self.path)


def connection_to(bind: str) -> HTTPConnection:
    """A connection to what gunicorn binds: `unix:/path` or `address:port`."""
    if bind.startswith("unix:"):
        return _UnixConnection(bind.removeprefix("unix:"))
    _, _, port = bind.rpartition(":")
    return HTTPConnection("127.0.0.1", int(port), timeout=SECONDS)


def main() -> None:
    for path in sys.argv[1:] or ["/healthz"]:
        _ask(path)


def _ask(path: str) -> None:
    bind = os.environ.get("WEB_BIND") or f"unix:/run/toponaut/{socket.gethostname()}.sock"
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()  # Django refuses others
    connection = connection_to(bind)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read(WORDS)
    except (OSError, HTTPException) as problem:
        sys.exit(f"no answer on {bind}: {problem}")
    if answer.status != 200:
        sys.exit(f"{path} answered {answer.status}: {body.decode(errors='replace')}")


if __name__ == "__main__":
    main()
