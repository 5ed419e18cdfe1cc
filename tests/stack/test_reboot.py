"""A reboot of the machine: the Docker engine is stopped and started, and the stack recovers by itself."""

import os
import subprocess
import time

import pytest

from tests.paths import ROOT
from tests.stack.harness.changes import restart_count, sql
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.stack import SERVICES, Stack, wait_until

ENGINE_SCRIPT = ROOT / "tests" / "stack" / "engine.sh"
pytestmark = pytest.mark.alone

TEST_ENGINE_FOLDER = "/run/toponaut-test/"  # has the engine's socket: scripts/dev/lib/test_engine.sh


def run_engine_script(command: str) -> None:
    subprocess.run([str(ENGINE_SCRIPT), command], check=True, cwd=ROOT, capture_output=True)


def wait_for_ok(stack: Stack, path: str) -> float:
    """The time of the first response with status 200. Until then, only a failed connection or 503 is allowed."""

    def is_ok() -> bool:
        try:
            status = request(stack, path).status
        except OSError:
            return False
        assert status in {200, 503}
        return status == 200

    wait_until(is_ok, f"{path} was not answered again")
    return time.monotonic()


def test_stack_recovers_after_a_reboot(stack: Stack) -> None:
    if TEST_ENGINE_FOLDER not in os.environ.get("DOCKER_HOST", ""):
        pytest.fail("A reboot restarts the engine, so it needs the tests' own: run `make test-stack` as root on Linux.")
    sql(stack, "DROP TABLE IF EXISTS drill; CREATE TABLE drill (word text); INSERT INTO drill VALUES ('saved')")
    paris = request(stack, f"{MATCH_PATH}Paris").body
    containers = {service: stack.container_id(service) for service in SERVICES}
    stopped = time.monotonic()
    run_engine_script("stop")
    started = time.monotonic()
    run_engine_script("start")
    ready = time.monotonic()
    page = wait_for_ok(stack, "/")
    match = wait_for_ok(stack, f"{MATCH_PATH}Paris&n={time.time_ns()}")
    stack.wait_healthy()
    healthy = time.monotonic()
    print(
        f"reboot: stopped in {started - stopped:.1f} s, engine ready after {ready - started:.1f} s; from then on "
        f"first page after {page - ready:.1f} s, first match after {match - ready:.1f} s, all healthy after "
        f"{healthy - ready:.1f} s"
    )
    assert {service: stack.container_id(service) for service in SERVICES} == containers
    assert all(restart_count(stack, service) == 0 for service in SERVICES), "a container needed more than one start"
    check = ("sh", "-c", "enforce check && echo in force")
    wait_until(lambda: "in force" in stack.exec("fail2ban", *check, check=False), "bans are not in force again")
    assert request(stack, f"{MATCH_PATH}Paris").body == paris
    assert sql(stack, "SELECT word FROM drill; DROP TABLE drill") == "saved\nDROP TABLE"
