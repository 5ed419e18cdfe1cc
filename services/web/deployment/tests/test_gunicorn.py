"""gunicorn takes the traffic, waits for the cutover, replaces large workers, and refuses invalid settings."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config.tests.test_checks import REAL_SECRET
from deployment.tests.gunicorn_server import COMMAND, GunicornServer, production_environ, wait_for

pytestmark = pytest.mark.slow

StartServer = Callable[..., GunicornServer]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartServer]:
    """A function that starts gunicorn, with some variables changed. All servers are stopped at the end."""
    servers: list[GunicornServer] = []

    def start_server(**environ: str) -> GunicornServer:
        servers.append(GunicornServer(tmp_path, **environ))
        server = servers[-1]
        release = environ.get("RELEASE", "v1.2.0").encode()
        wait_for(lambda: b"Release: " + release in server.get("/healthz", via=server.socket))
        return server

    yield start_server
    for server in servers:
        server.stop()


def test_it_serves_through_the_link_and_logs_json(start: StartServer, tmp_path: Path) -> None:
    server = start()
    assert (tmp_path / "current").readlink() == Path("web.sock")
    assert (tmp_path / "cache-epoch").readlink().name.startswith("cache-epoch-v1.2.0-")
    assert b"X-Toponaut-Release: v1.2.0" in server.get("/healthz")
    assert {line["name"] for line in server.log_lines()} == {"gunicorn.error"}
    assert all(line["release"] == "v1.2.0" for line in server.log_lines())
    assert sum("Booting worker" in line["message"] for line in server.log_lines()) == 1  # it stays


def test_a_new_release_waits_beside_the_old_one_until_the_cutover(start: StartServer, tmp_path: Path) -> None:
    old = start()
    epoch = (tmp_path / "cache-epoch").resolve()
    new = start(RELEASE="v1.3.0", WEB_BIND=f"unix:{tmp_path / 'new.sock'}")
    assert b"X-Toponaut-Release: v1.2.0" in new.get("/healthz")
    assert (tmp_path / "cache-epoch").resolve() == epoch
    assert any("waiting for the cutover" in line["message"] for line in new.log_lines())
    cutover = new.cut_over()
    assert (cutover.returncode, cutover.stderr) == (0, "")
    assert (tmp_path / "cache-epoch").resolve() != epoch
    old.stop()
    assert not (tmp_path / "web.sock").exists()
    assert b"X-Toponaut-Release: v1.3.0" in new.get("/healthz")


def test_it_serves_at_once_where_the_old_one_was_stopped_or_killed(start: StartServer, tmp_path: Path) -> None:
    start().stop()
    killed = start(RELEASE="v1.3.0", WEB_BIND=f"unix:{tmp_path / 'killed.sock'}")
    assert b"X-Toponaut-Release: v1.3.0" in killed.get("/healthz")
    killed.kill()
    assert b"X-Toponaut-Release: v1.4.0" in start(RELEASE="v1.4.0").get("/healthz")


def test_a_cutover_that_fails_says_so_in_one_line(start: StartServer) -> None:
    server = start()
    server.environ["WEB_LINK"] = "/nowhere/at/all/current"
    cutover = server.cut_over()
    assert cutover.returncode == 1
    assert cutover.stderr.startswith("the links for nginx cannot be switched")
    assert len(cutover.stderr.splitlines()) == 1


def test_a_restart_after_a_crash_replaces_the_stale_socket(start: StartServer, tmp_path: Path) -> None:
    crashed = start()
    epoch = (tmp_path / "cache-epoch").resolve()
    crashed.kill()
    assert (tmp_path / "web.sock").is_socket()
    start()
    assert (tmp_path / "cache-epoch").resolve() == epoch


def test_a_worker_above_its_memory_limit_answers_and_is_replaced(start: StartServer) -> None:
    server = start(WEB_WORKER_MB="1")
    for _ in range(5):
        assert b" 200 " in server.get("/healthz")
    assert any("more than WEB_WORKER_MB=1" in line["message"] for line in server.log_lines())
    assert sum("Booting worker" in line["message"] for line in server.log_lines()) >= 5


def test_a_worker_returns_free_memory_before_it_is_replaced(tmp_path: Path) -> None:
    program = """if True:
        from types import SimpleNamespace
        from deployment import gunicorn_config
        from lib.process_memory import private_memory_mb
        gunicorn_config.MAX_WORKER_MB = private_memory_mb() + 15
        worker = SimpleNamespace(alive=True)
        pieces = [b"x" * 100_000 for _ in range(200)]
        cycle = [pieces[::2]]
        cycle.append(cycle)
        del pieces[::2], cycle  # half of them can be freed: 10 MB, in gaps that the heap keeps
        gunicorn_config.post_request(worker, None, None, None)
        print(worker.alive)
        content = b"x" * 20 * 2**20
        gunicorn_config.post_request(worker, None, None, None)
        print(worker.alive)
    """
    assert _run_with_gunicorn_settings(program, production_environ(tmp_path)) == "True\nFalse\n"


@pytest.mark.parametrize(
    ("invalid", "expected"),
    [
        ({"WEB_WORKERS": "two"}, "WEB_WORKERS='two' cannot be used"),
        ({"SECRET_KEY": "change-me"}, "toponaut.E001: SECRET_KEY is missing, too short, or an example. `make secrets`"),
        ({"DATABASE_URL": "postgresql://toponaut@postgres/toponaut"}, "toponaut.E004"),
        ({"WEB_LINK": "/nowhere/at/all/current"}, "the links for nginx cannot be switched"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_an_invalid_configuration_is_refused_in_one_line(
    tmp_path: Path, invalid: dict[str, str], expected: str
) -> None:
    environ = production_environ(tmp_path) | invalid
    run = subprocess.run(COMMAND, cwd=settings.WEB_DIR, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    (refusal,) = [line for line in run.stderr.splitlines() if not line.startswith("{")]
    assert refusal.startswith("gunicorn: ")
    assert expected in refusal


def test_postgresql_stops_a_query_before_gunicorn_kills_the_worker(tmp_path: Path) -> None:
    program = """if True:
        from deployment.gunicorn_config import timeout
        from config.query_timeout import MAX_QUERY_SECONDS
        from django.db import connection
        print(2 * MAX_QUERY_SECONDS < timeout, connection.settings_dict["OPTIONS"]["options"])
    """
    environ = production_environ(tmp_path) | {"DATABASE_URL": f"postgresql://toponaut:{REAL_SECRET}@postgres/toponaut"}
    assert _run_with_gunicorn_settings(program, environ) == "True -c statement_timeout=4s\n"


def _run_with_gunicorn_settings(program: str, environ: dict[str, str]) -> str:
    """What a program prints that imports gunicorn's settings."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.WEB_DIR, env=environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
