"""A network namespace that acts as a machine outside, to test which containers can reach the internet."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

NAME = "toponaut-outside"
HOST_ADDRESS, OUTSIDE_ADDRESS, PORT = "10.215.0.1", "10.215.0.2", 8000

_LISTENER = f"""
import socket
listener = socket.create_server(("{OUTSIDE_ADDRESS}", {PORT}))
print("ready", flush=True)
while True:
    listener.accept()[0].close()
"""


@contextmanager
def outside_machine() -> Iterator[tuple[str, int]]:
    """The address and port where the machine accepts connections. Only root on Linux can create it."""
    _ip("netns", "add", NAME)
    try:
        _ip("link", "add", "outside", "type", "veth", "peer", "name", "eth0", "netns", NAME)
        _ip("address", "add", f"{HOST_ADDRESS}/30", "dev", "outside")
        _ip("link", "set", "outside", "up")
        _ip("-n", NAME, "address", "add", f"{OUTSIDE_ADDRESS}/30", "dev", "eth0")
        _ip("-n", NAME, "link", "set", "eth0", "up")
        command = ["ip", "netns", "exec", NAME, sys.executable, "-c", _LISTENER]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listener:
            try:
                assert listener.stdout
                assert listener.stdout.readline() == "ready\n"
                yield OUTSIDE_ADDRESS, PORT
            finally:
                listener.kill()
    finally:
        _ip("netns", "delete", NAME)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
