"""The cutover: which web container nginx sends requests to. `python -m deployment.cutover` switches to this container.

A container that starts takes the traffic only if no other container serves. During a deploy the new one starts beside
the old one, and waits until the deploy has seen it ready. A container that restarts after a crash, or that is the only
one, serves at once.
"""

import os
import socket
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import env
from lib.symlinks import switch_symlink

UNIX_PREFIX = "unix:"
CONNECT_TIMEOUT_SECONDS = 2  # the kernel accepts connections at once; a queue full for that long means a busy server


def bind_address() -> str:
    """What gunicorn binds: one socket for each container, so that a new release can listen beside the old one."""
    return env.text("WEB_BIND", f"{UNIX_PREFIX}/run/toponaut/{socket.gethostname()}.sock")


def cut_over() -> None:
    """Send nginx's requests to this container, then start its cache epoch. Raises OSError.

    The order matters: a response cached under the new epoch must come from this release. If gunicorn binds a network
    address, there is no link to switch.
    """
    from deployment.cache_epoch import start_epoch_of_this_build

    link, bind = env.text("WEB_LINK"), bind_address()
    if link and bind.startswith(UNIX_PREFIX):
        switch_symlink(Path(link), Path(bind.removeprefix(UNIX_PREFIX)))
    start_epoch_of_this_build()


def another_container_serves() -> bool:
    """Whether the link points to the socket of another container, and that container accepts connections."""
    link, bind = Path(env.text("WEB_LINK") or "/nowhere"), bind_address()
    if not bind.startswith(UNIX_PREFIX) or link.resolve() == Path(bind.removeprefix(UNIX_PREFIX)).resolve():
        return False
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(CONNECT_TIMEOUT_SECONDS)
        try:
            client.connect(str(link))
        except (FileNotFoundError, ConnectionRefusedError):
            return False  # the other container never started, was stopped, or was killed
        except OSError:
            return True
    return True


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        cut_over()
    except (OSError, ImproperlyConfigured) as problem:
        sys.exit(f"the links for nginx cannot be switched, so the container that served before still serves: {problem}")


if __name__ == "__main__":
    main()
