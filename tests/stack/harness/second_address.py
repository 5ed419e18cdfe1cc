"""A client with an address of its own: a container on nginx's network that sends new guesses at a fixed rate."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.stack.harness.http import MATCH_PATH
from tests.stack.harness.stack import Stack

_SCRIPT = """
import json, sys, time, threading, urllib.error, urllib.request
path, run, rate, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
start, answers = time.monotonic(), []

def send(number):
    due = start + number / rate
    time.sleep(max(0, due - time.monotonic()))
    request = urllib.request.Request(f"http://nginx:8080{path}Qxzqv{run}x{number}", headers={"Host": "localhost"})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            response.read()
            status = response.status
    except urllib.error.HTTPError as error:
        status = error.code
    answers.append([status, time.monotonic() - due])

threads = [threading.Thread(target=send, args=[number]) for number in range(int(rate * seconds))]
print("ready", flush=True)
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps(answers))
"""


class Answer(NamedTuple):
    """`seconds`: from when the request was due."""

    status: int
    seconds: float


class SecondAddress:
    """The answers to the guesses, once the block of `guesses_from_second_address` has ended."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []

    @property
    def p95(self) -> float:
        ordered = sorted(answer.seconds for answer in self.answers)
        return ordered[len(ordered) * 95 // 100]


@contextmanager
def guesses_from_second_address(stack: Stack, run: str, *, rate: float, seconds: float) -> Iterator[SecondAddress]:
    """Guesses that no cache knows are sent for this many seconds. The block ends when all are answered."""
    image = stack.inspect("web")["Config"]["Image"]  # an image that has Python
    command = ["docker", "run", "--rm", "--network", f"{stack.project}_edge", image, "python", "-c", _SCRIPT]
    words = [MATCH_PATH, run, str(rate), str(seconds)]
    client = SecondAddress()
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield client
        client.answers = [Answer(*answer) for answer in json.loads(process.stdout.readline())]
