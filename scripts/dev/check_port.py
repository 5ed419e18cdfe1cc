"""`check_port.py 8000` prints one line and exits with status 1 if that port of this machine cannot be listened on."""

import socket
import sys

MAX_PORT = 65535


def port_problem(port: str) -> str | None:
    """What is wrong with the port and what to do; None if it can be listened on."""
    if not port.isdecimal() or not 0 < int(port) <= MAX_PORT:
        return f"PORT={port!r} is not a port: expected a number from 1 to {MAX_PORT}."
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # like gunicorn: closed connections linger
        try:
            listener.bind(("127.0.0.1", int(port)))
        except OSError as error:
            other = int(port) + 1000 if int(port) < MAX_PORT - 1000 else 8000
            return f"Port {port} cannot be used ({error.strerror}). Choose another: PORT={other} make run"
    return None


if __name__ == "__main__":
    if message := port_problem(sys.argv[1]):
        sys.exit(f"toponaut: {message}")
