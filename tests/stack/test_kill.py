"""Any one container killed while requests flow: it comes back by itself, the others never went, nothing is lost."""

import time
from collections.abc import Iterator

import pytest

from tests.stack.asking import MATCH, ask
from tests.stack.changed import restarts, sql, started
from tests.stack.stack import SERVICES, Stack, until
from tests.stack.traffic import BUSY, NO_ANSWER, Traffic, faults, table

# What a client may see beside good answers. nginx holds the port itself; Redis is only asked before the database.
ALLOWED = {"nginx": (NO_ANSWER,), "web": (BUSY,), "postgres": (BUSY,), "redis": (), "backup": (), "monitor": ()}


@pytest.fixture
def saved_row(stack: Stack) -> Iterator[str]:
    """A committed row of a table of its own."""
    sql(stack, "DROP TABLE IF EXISTS drill; CREATE TABLE drill (word text); INSERT INTO drill VALUES ('saved')")
    yield "saved"
    sql(stack, "DROP TABLE drill")


@pytest.mark.parametrize("service", SERVICES)
def test_a_killed_container_comes_back(stack: Stack, service: str, saved_row: str) -> None:
    others, before = started(stack, service), restarts(stack, service)
    with Traffic(stack) as traffic:
        traffic.run(1)
        stack.kill(service)
        until(lambda: restarts(stack, service) > before, f"{service} was not started again")
        back = traffic.now
        until(lambda: traffic.good_since(back), f"not every kind of request is well again after {service}")
        stack.wait_healthy()
        traffic.run(1)
    print(table(f"{service} killed", traffic.samples))
    assert not faults(traffic.samples, *ALLOWED[service])
    assert started(stack, service) == others
    assert sql(stack, "SELECT word FROM drill") == saved_row


def test_a_lock_that_names_a_living_process_does_not_keep_postgres_down(stack: Stack) -> None:
    """A kill leaves one behind; in the next life of the container another process may have its number: here init."""
    before = restarts(stack, "postgres")
    stack.exec("postgres", "sh", "-c", "sed -i 1s/.*/1/ /var/lib/postgresql/17/postmaster.pid")
    stack.kill("postgres")
    until(lambda: restarts(stack, "postgres") > before, "postgres was not started again")
    stack.wait_healthy("postgres")
    assert ask(stack, f"{MATCH}Qxzqv{time.time_ns()}").status == 200
