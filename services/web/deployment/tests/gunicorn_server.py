"""Runs gunicorn as the image does (deployment/gunicorn_config.py), on sockets in a temporary folder."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config.tests.test_checks import REAL_SECRET

COMMAND = [sys.executable, "-m", "gunicorn", "--config", "deployment/gunicorn_config.py", "config.wsgi"]
START_SECONDS = 20


class GunicornServer:
    """A running gunicorn, reached through its socket or through nginx's link."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.link, self.log = folder / "current", folder / "log"
        self.environ = production_environ(folder) | environ
        self.socket = Path(self.environ["WEB_BIND"].removeprefix("unix:"))
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                COMMAND, cwd=settings.WEB_DIR, env=self.environ, stderr=log, start_new_session=True
            )

    def get(self, path: str, *, via: Path | None = None) -> bytes:
        """The whole response, as nginx gets it: through the link, or through the socket `via`."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            client.connect(str(via or self.link))
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            return b"".join(iter(lambda: client.recv(65536), b""))

    def cut_over(self) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "deployment.cutover"]
        return subprocess.run(
            command, cwd=settings.WEB_DIR, env=self.environ, capture_output=True, text=True, check=False
        )

    def kill(self) -> None:
        """Kill it with its workers, as a killed container."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(START_SECONDS)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(START_SECONDS)

    def log_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


def production_environ(folder: Path) -> dict[str, str]:
    static = folder / "static"
    static.mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "TOPONAUT_ENV": "production",
        "SECRET_KEY": REAL_SECRET,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}",
        "STATIC_ROOT": str(static),
        "RELEASE": "v1.2.0",
        "WEB_BIND": f"unix:{folder / 'web.sock'}",
        "WEB_LINK": str(folder / "current"),
        "WEB_WORKERS": "1",
        "CACHE_EPOCH_LINK": str(folder / "cache-epoch"),
    }


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail(f"the condition did not hold within {START_SECONDS} s")
