"""The whole site as production runs it, on a free port: gunicorn, hashed static files, SQLite with the real places."""

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

START_SECONDS = 30  # gunicorn needs one or two; a busy CI machine more


@contextmanager
def serve(folder: Path, **more: str) -> Iterator[str]:
    """Yield the site's address, like http://127.0.0.1:40123; its database, log and reports lie in the folder.

    `more`: environment variables beside the usual ones.
    """
    subprocess.run(["bash", str(ROOT / "scripts" / "dev" / "build_frontend.sh")], check=True, stdin=subprocess.DEVNULL)
    environ = _environ(folder) | more
    with socket.create_server(("127.0.0.1", 0)) as listener, (folder / "site.log").open("w") as log:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        descriptor = listener.fileno()  # gunicorn takes the open socket over: no other process can grab the port
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{descriptor}", "--workers", "2"]
        # As `make run`: browsers open connections ahead of need, and each would keep a worker without threads waiting.
        command += ["--threads", "4", "config.wsgi"]
        process = subprocess.Popen(command, cwd=WEB, env=environ, stderr=log, pass_fds=[descriptor])
        try:
            _wait_until_ready(address, process, folder / "site.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)


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
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=1):  # noqa: S310 - our own address
                return
        except OSError:  # refused, too slow, or 503: all are subclasses
            time.sleep(0.1)
    raise RuntimeError(f"the site did not get ready in {START_SECONDS} s; it said:\n{log.read_text()}")
