"""A full log volume costs log lines, never an answer."""

import json
import re
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.changes import reconfigured
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.player_traffic import PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack, wait_until

FOLDER = "/var/log/toponaut"
FILL = f"{FOLDER}/fill"
ROOM_KB = 1024


@pytest.fixture
def small(stack: Stack) -> Iterator[Stack]:
    with reconfigured(stack, "nginx", "tests/stack/overrides/small_logs.yaml"):
        yield stack


def room(stack: Stack) -> int:
    """KB left for logs."""
    return int(stack.exec("nginx", "df", "--output=avail", FOLDER).split()[-1])


def is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def logged(stack: Stack, uri: str) -> bool:
    return uri in stack.exec("nginx", "sh", "-c", f"cat {FOLDER}/access-*.jsonl")


def test_a_full_log_volume(small: Stack) -> None:
    assert 0 < room(small) <= ROOM_KB, "this is another disk, which must not be filled"
    first = f"{MATCH}Qxzqv{time.time_ns()}"
    request(small, first)
    assert logged(small, first)
    small.exec("nginx", "dd", "if=/dev/zero", f"of={FILL}", "bs=1k", f"count={2 * ROOM_KB}", check=False)
    assert room(small) == 0
    with PlayerTraffic(small) as traffic:
        traffic.run(4)
    print(table("log volume full", traffic.samples))
    assert not unexpected(traffic.samples)
    assert re.search(r"\[alert\] .* write\(\) to \S+access-\S+ (was incomplete|failed)", small.output("nginx"))
    small.exec("nginx", "rm", FILL)

    def written_again() -> bool:
        address = f"{MATCH}Qxzqv{time.time_ns()}"
        request(small, address)
        return logged(small, address)

    wait_until(written_again, "no line is written although there is room")
    lines = small.exec("nginx", "sh", "-c", f"cat {FOLDER}/access-*.jsonl").splitlines()
    broken = [line for line in lines if not is_json(line)]
    print(f"  lines spoilt where the room ended: {len(broken)} of {len(lines)}")
    assert len(broken) <= 1
