"""Runs the whole site on a free port, as in production: gunicorn, hashed static files; SQLite with the real places."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.build_cache import cached
from tests.paths import ROOT, WEB
from tests.places_database import sqlite_with_places

START_TIMEOUT_SECONDS = 30  # gunicorn needs one or two; a busy CI machine needs more


@contextmanager
def serve_site(folder: Path, **settings: str) -> Iterator[str]:
    """Yield the site's address, like http://127.0.0.1:40123. Its database, log and reports are in the folder.

    `settings`: environment variables, added to the usual ones.
    """
    subprocess.run(["bash", str(ROOT / "scripts" / "dev" / "build_frontend.sh")], check=True, stdin=subprocess.DEVNULL)
    environ = _environ(folder) | settings
    with socket.create_server(("127.0.0.1", 0)) as listener, (folder / "site.log").open("w") as log:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        descriptor = listener.fileno()  # gunicorn inherits the open socket, so no other process can take the port
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{descriptor}", "--workers", "2"]
        # Threads as in `make run`: browsers open spare connections, and each would block a worker that has no threads.
        command += ["--threads", "4", "config.wsgi"]
        process = subprocess.Popen(command, cwd=WEB, env=environ, stderr=log, pass_fds=[descriptor])
        try:
            _wait_until_ready(address, process, folder / "site.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=START_TIMEOUT_SECONDS)


def _environ(folder: Path) -> dict[str, str]:
    static = cached("static", [WEB / "frontend" / "dist", WEB / "quizzes" / "static"], _collect_static)
    database = shutil.copy(sqlite_with_places(), folder / "site.sqlite3")
    return os.environ | {
        "TOPONAUT_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": f"sqlite:///{database}",
        "REDIS_URL": "",
        "STATIC_ROOT": str(static),
        "REPORTS_DIR": str(folder),
        "GOATCOUNTER_URL": "",
    }


def _collect_static(folder: Path) -> None:
    environ = os.environ | {"TOPONAUT_ENV": "production", "STATIC_ROOT": str(folder)}
    command = [sys.executable, str(WEB / "manage.py"), "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, env=environ, check=True)


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=1):  # noqa: S310 - our own address
                return
        except OSError:  # refused, too slow, or 503: all are subclasses
            time.sleep(0.1)
    raise RuntimeError(f"the site was not ready within {START_TIMEOUT_SECONDS} s; its log:\n{log.read_text()}")
