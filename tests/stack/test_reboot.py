"""The machine goes down and comes up: the engine is stopped and started, and nobody lends a hand."""

import os
import subprocess
import time

import pytest

from tests.paths import ROOT
from tests.stack.harness.changes import restart_count, sql
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.stack import SERVICES, Stack, wait_until

ENGINE = ROOT / "tests" / "stack" / "engine.sh"
pytestmark = pytest.mark.alone

OWN_ENGINE = "/run/toponaut-test/"  # its socket's folder: scripts/dev/lib/test_engine.sh


def engine(word: str) -> None:
    subprocess.run([str(ENGINE), word], check=True, cwd=ROOT, capture_output=True)


def first_good(stack: Stack, path: str) -> float:
    """The moment of the first good answer. Refusals before it are as they should be: no connection, or 503."""

    def answered() -> bool:
        try:
            status = request(stack, path).status
        except OSError:
            return False
        assert status in {200, 503}
        return status == 200

    wait_until(answered, f"{path} was not answered again")
    return time.monotonic()


def test_stack_comes_back_after_a_reboot(stack: Stack) -> None:
    if OWN_ENGINE not in os.environ.get("DOCKER_HOST", ""):
        pytest.fail("A reboot needs an engine of the tests' own: run `make test-stack` as root on Linux.")
    sql(stack, "DROP TABLE IF EXISTS drill; CREATE TABLE drill (word text); INSERT INTO drill VALUES ('saved')")
    paris = request(stack, f"{MATCH}Paris").body
    containers = {service: stack.container_id(service) for service in SERVICES}
    down = time.monotonic()
    engine("stop")
    up = time.monotonic()
    engine("start")
    ready = time.monotonic()
    page = first_good(stack, "/")
    match = first_good(stack, f"{MATCH}Paris&n={time.time_ns()}")
    stack.wait_healthy()
    healthy = time.monotonic()
    print(
        f"reboot: down in {up - down:.1f} s, engine up after {ready - up:.1f} s; from then on the first page after "
        f"{page - ready:.1f} s, the first match after {match - ready:.1f} s, all healthy after {healthy - ready:.1f} s"
    )
    assert {service: stack.container_id(service) for service in SERVICES} == containers
    assert all(restart_count(stack, service) == 0 for service in SERVICES), "a container needed more than one try"
    assert request(stack, f"{MATCH}Paris").body == paris
    assert sql(stack, "SELECT word FROM drill; DROP TABLE drill") == "saved\nDROP TABLE"
