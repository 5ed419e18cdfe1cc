"""`free_port.py 8000`: exit 1 with one line when the port cannot be listened on."""

import socket
import sys

HIGHEST = 65535


def problem(word: str) -> str | None:
    """What stands against listening on this port of this machine; None when nothing does."""
    if not word.isdecimal() or not 0 < int(word) <= HIGHEST:
        return f"PORT={word!r} is not a port: expected a number from 1 to {HIGHEST}."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does: closed connections linger
        try:
            probe.bind(("127.0.0.1", int(word)))
        except OSError as error:
            other = int(word) + 1000 if int(word) < HIGHEST - 1000 else 8000
            return f"Port {word} cannot be used ({error.strerror}). Choose another: PORT={other} make run"
    return None


if __name__ == "__main__":
    if message := problem(sys.argv[1]):
        sys.exit(f"toponaut: {message}")
