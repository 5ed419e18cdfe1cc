"""A killed container restarts by itself under load; the others keep running, and no saved data is lost."""

import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import restart_count, sql, start_times
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.player_traffic import BUSY, NO_RESPONSE, PlayerTraffic, table, unexpected
from tests.stack.harness.stack import SERVICES, Stack, wait_until

# Outcomes that clients may get besides good responses. Without nginx no connection is possible; without Redis the
# database answers, so Redis allows nothing more.
ALLOWED_OUTCOMES = dict.fromkeys(SERVICES, ()) | {"nginx": (NO_RESPONSE,), "web": (BUSY,), "postgres": (BUSY,)}


@pytest.fixture
def saved_row(stack: Stack) -> Iterator[str]:
    """A committed row in a table of its own. Returns its value."""
    sql(stack, "DROP TABLE IF EXISTS drill; CREATE TABLE drill (word text); INSERT INTO drill VALUES ('saved')")
    yield "saved"
    sql(stack, "DROP TABLE drill")


@pytest.mark.parametrize("service", SERVICES)
def test_killed_container_restarts(stack: Stack, service: str, saved_row: str) -> None:
    others, before = start_times(stack, service), restart_count(stack, service)
    with PlayerTraffic(stack) as traffic:
        traffic.run(1)
        stack.kill(service)
        wait_until(lambda: restart_count(stack, service) > before, f"{service} was not started again")
        restarted = traffic.now
        wait_until(lambda: traffic.all_good_since(restarted), f"{service} is back, but not all requests succeed")
        stack.wait_healthy()
        traffic.run(1)
    print(table(f"{service} killed", traffic.samples))
    assert not unexpected(traffic.samples, *ALLOWED_OUTCOMES[service])
    assert start_times(stack, service) == others
    assert sql(stack, "SELECT word FROM drill") == saved_row


def test_stale_lock_file_does_not_keep_postgres_down(stack: Stack) -> None:
    """A kill leaves the lock file behind. After the restart another process may have the pid in it: here init."""
    before = restart_count(stack, "postgres")
    stack.exec("postgres", "sh", "-c", "sed -i 1s/.*/1/ /var/lib/postgresql/17/postmaster.pid")
    stack.kill("postgres")
    wait_until(lambda: restart_count(stack, "postgres") > before, "postgres was not started again")
    stack.wait_healthy("postgres")
    assert request(stack, f"{MATCH_PATH}Qxzqv{time.time_ns()}").status == 200
