"""A full log volume loses log lines, but no response."""

import json
import re
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.player_traffic import PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack, wait_until

LOG_FOLDER = "/var/log/toponaut"
FILL_FILE = f"{LOG_FOLDER}/fill"
DISK_KB = 1024


@pytest.fixture
def small_logs(stack: Stack) -> Iterator[Stack]:
    with reconfigured(stack, "nginx", "tests/stack/overrides/small_logs.yaml"):
        yield stack


def free_kb(stack: Stack) -> int:
    """Free space for logs, in KB."""
    return int(stack.exec("nginx", "df", "--output=avail", LOG_FOLDER).split()[-1])


def is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def is_logged(stack: Stack, uri: str) -> bool:
    return uri in stack.exec("nginx", "sh", "-c", f"cat {LOG_FOLDER}/access-*.jsonl")


def test_full_log_volume_loses_no_response(small_logs: Stack) -> None:
    assert 0 < free_kb(small_logs) <= DISK_KB, "the log folder is on another disk, which this test must not fill"
    first = f"{MATCH_PATH}Qxzqv{time.time_ns()}"
    request(small_logs, first)
    assert is_logged(small_logs, first)
    small_logs.exec("nginx", "dd", "if=/dev/zero", f"of={FILL_FILE}", "bs=1k", f"count={2 * DISK_KB}", check=False)
    assert free_kb(small_logs) == 0
    with PlayerTraffic(small_logs) as traffic:
        traffic.run(4)
    print(table("log volume full", traffic.samples))
    assert not unexpected(traffic.samples)
    assert re.search(r"\[alert\] .* write\(\) to \S+access-\S+ (was incomplete|failed)", small_logs.output("nginx"))
    small_logs.exec("nginx", "rm", FILL_FILE)

    def written_again() -> bool:
        address = f"{MATCH_PATH}Qxzqv{time.time_ns()}"
        request(small_logs, address)
        return is_logged(small_logs, address)

    wait_until(written_again, "no line was logged after space was freed")
    lines = small_logs.exec("nginx", "sh", "-c", f"cat {LOG_FOLDER}/access-*.jsonl").splitlines()
    broken = [line for line in lines if not is_json(line)]
    print(f"  lines cut off when the disk was full: {len(broken)} of {len(lines)}")
    assert len(broken) <= 1
