"""Another machine on the network, made of a network namespace: what the containers may reach of the world, or not."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

NAME = "toponaut-outside"
HERE, THERE, PORT = "10.215.0.1", "10.215.0.2", 8000

_LISTENER = f"""
import socket
listener = socket.create_server(("{THERE}", {PORT}))
print("ready", flush=True)
while True:
    listener.accept()[0].close()
"""


@contextmanager
def outside() -> Iterator[tuple[str, int]]:
    """Address and port where the other machine accepts connections. Only root on Linux can make one."""
    _ip("netns", "add", NAME)
    try:
        _ip("link", "add", "outside", "type", "veth", "peer", "name", "eth0", "netns", NAME)
        _ip("address", "add", f"{HERE}/30", "dev", "outside")
        _ip("link", "set", "outside", "up")
        _ip("-n", NAME, "address", "add", f"{THERE}/30", "dev", "eth0")
        _ip("-n", NAME, "link", "set", "eth0", "up")
        command = ["ip", "netns", "exec", NAME, sys.executable, "-c", _LISTENER]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listener:
            try:
                assert listener.stdout
                assert listener.stdout.readline() == "ready\n"
                yield THERE, PORT
            finally:
                listener.kill()
    finally:
        _ip("netns", "delete", NAME)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
