"""Workers with too much memory: gunicorn replaces one without losing a request; the kernel kills one."""

import time

from tests.stack.harness.changes import reconfigured, start_times
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.player_traffic import BUSY, PlayerTraffic, table, unexpected
from tests.stack.harness.stack import Stack, wait_until

# Fills the container's memory MB by MB until the kernel has killed one of the given processes. Their oom_score_adj is
# raised, because the kernel would otherwise kill this process, which is the largest.
_FILL_MEMORY = """
import pathlib, sys, time
victims = [pathlib.Path("/proc") / pid for pid in sys.argv[1:]]
for victim in victims:
    (victim / "oom_score_adj").write_text("1000")
blocks = []
def alive():
    return [v for v in victims if v.exists() and "State:\\tZ" not in (v / "status").read_text()]
while len(blocks) < 1024 and len(alive()) == len(victims):
    blocks.append(b"x" * 2**20)
    time.sleep(0.01)
print(len(blocks))
"""


def workers(stack: Stack) -> set[str]:
    """The process ids of gunicorn's workers, inside the container: children of the master, whose parent is the shell
    that init has started (services/lifecycle)."""
    listing = "import pathlib,re\nfor p in pathlib.Path('/proc').glob('[0-9]*/status'):\n print(p.read_text())"
    found = stack.exec("web", "python", "-c", listing).split("Name:\t")[1:]
    fields = [dict(line.split(":\t", 1) for line in text.splitlines()[1:] if ":\t" in line) for text in found]
    parents = {f["Pid"]: f["PPid"].strip() for f in fields}
    shells = {pid for pid, parent in parents.items() if parent == "1" and pid != "1"}
    masters = {pid for pid, parent in parents.items() if parent in shells}
    return {pid for pid, parent in parents.items() if parent in masters}


def test_worker_above_its_memory_limit_is_replaced_without_a_lost_request(stack: Stack) -> None:
    with reconfigured(stack, "web", WEB_WORKER_MB="1"):
        wait_until(lambda: request(stack, "/healthz").status == 200, "web does not answer")
        before = workers(stack)
        with PlayerTraffic(stack) as traffic:
            traffic.run(6)
        assert before
        assert not workers(stack) & before
        print(table("every worker above its memory limit", traffic.samples))
        assert "worker replaced" in stack.output("web")
    assert not unexpected(traffic.samples)


def test_worker_killed_by_the_kernel_is_replaced(stack: Stack) -> None:
    """The container's memory limit is exceeded. The worker's current request gets 503, all others succeed."""
    wait_until(lambda: len(workers(stack)) == 2, "there are not two workers")
    containers, before = start_times(stack), workers(stack)
    with PlayerTraffic(stack) as traffic:
        traffic.run(1)
        filled_mb = stack.exec("web", "python", "-c", _FILL_MEMORY, *sorted(before)).strip()
        killed = traffic.now
        wait_until(lambda: traffic.all_good_since(killed), "not every kind of request succeeds again")
        wait_until(lambda: len(workers(stack) - before) >= 1, "no new worker started")
        traffic.run(1)
    print(table(f"a worker killed by the kernel, after {filled_mb} MB more were used", traffic.samples))
    assert int(filled_mb) < 1024, "the container's memory limit had no effect"
    assert "Perhaps out of memory" in stack.output("web")
    assert not unexpected(traffic.samples, BUSY)
    assert start_times(stack) == containers
    wait_until(lambda: request(stack, f"{MATCH_PATH}Qxzqv{time.time_ns()}").status == 200, "web does not answer")
