"""`make rotate` of the database's passwords while the site is used: no request fails, and the old one is worthless."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.stack.harness.checkout import Checkout
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.stack import Stack
from tests.stack.test_secrets import LOGIN_SCRIPT

# Waits until they are gone, and prints one line.
END_CONNECTIONS = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = 'toponaut';\n"
PAUSE_SECONDS = 0.05  # below nginx's limit of 20 requests a second


@pytest.fixture
def checkout(stack: Stack, tmp_path: Path) -> Checkout:
    checkout = Checkout(tmp_path / "toponaut", stack.project)
    checkout.write_env(checkout.folder / ".env", {"SECRETS_DIR": stack.environ["SECRETS_DIR"]})
    return checkout


@contextmanager
def requests_on_new_connections(stack: Stack) -> Iterator[list[int]]:
    """Guesses during the block, and their statuses. Before each, web's connections are ended, so it needs a new one."""
    statuses, ended = list[int](), threading.Event()
    psql = ["docker", "exec", "--interactive", stack.container_id("postgres"), "psql", "-qAt", "postgres"]

    def guess() -> None:
        with subprocess.Popen(psql, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as administrator:
            assert administrator.stdin
            assert administrator.stdout
            while not ended.wait(PAUSE_SECONDS):
                administrator.stdin.write(END_CONNECTIONS)
                administrator.stdin.flush()
                administrator.stdout.readline()
                statuses.append(request(stack, f"{MATCH_PATH}Rotated{time.time_ns()}").status)

    thread = threading.Thread(target=guess)
    thread.start()
    try:
        yield statuses
    finally:
        ended.set()
        thread.join()


def test_no_request_fails_while_the_sites_password_is_replaced(stack: Stack, checkout: Checkout) -> None:
    old = stack.secrets()["postgres_password"]
    with requests_on_new_connections(stack) as statuses:
        output = checkout.run_ok("SECRET=postgres_password make rotate")
        time.sleep(2)
    assert "No container was restarted" in output
    assert len(statuses) > 5
    assert set(statuses) == {200}
    refused = f'echo {old} | python -c "{LOGIN_SCRIPT}" 2>&1 || true'
    assert "password authentication failed" in stack.exec("web", "sh", "-c", refused)
    assert stack.exec("web", "sh", "-c", f'python -c "{LOGIN_SCRIPT}" </run/secrets/postgres_password').strip() == "in"


def test_backup_connects_with_its_new_password(stack: Stack, checkout: Checkout) -> None:
    checkout.run_ok("SECRET=backup_password make rotate")
    assert stack.exec("backup", "psql", "-Atc", "SELECT current_user").strip() == "backup"
