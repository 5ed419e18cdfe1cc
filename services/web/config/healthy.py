"""`python -m config.healthy`: exit 0 while gunicorn answers /healthz on this container's own socket.

The container's health check: every few seconds, so without Django and its second of imports.
"""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 4  # below the health check's own timeout, so that the reason is still said


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
    bind = os.environ.get("WEB_BIND") or f"unix:/run/toponaut/{socket.gethostname()}.sock"
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()  # Django refuses others
    connection = connection_to(bind)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        status = connection.getresponse().status
    except (OSError, HTTPException) as problem:
        sys.exit(f"no answer on {bind}: {problem}")
    if status != 200:
        sys.exit(f"/healthz answered {status}")


if __name__ == "__main__":
    main()
