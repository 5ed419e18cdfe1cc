"""Which web container nginx asks: `python -m deployment.cutover`, in one of them, makes it that one.

A container that starts takes over by itself only where no other one answers. So one that is started beside the serving
one waits until a release has seen it ready, and one that comes back after a crash, or alone, needs nobody.
"""

import os
import socket
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import env
from lib.symlinks import point

UNIX = "unix:"
SECONDS = 2  # for a connection that the kernel answers; a queue that is full as long counts as somebody who serves


def address() -> str:
    """What gunicorn binds: a socket for each container, so that a new release listens beside the old one."""
    return env.text("WEB_BIND", f"{UNIX}/run/toponaut/{socket.gethostname()}.sock")


def take_over() -> None:
    """Lead nginx here, then its cache: an answer found under a new epoch's key must be this release's. Raises OSError.

    Where gunicorn binds an address of the network there is no link to move.
    """
    from deployment.cache_epoch import start_epoch_of_this_build

    link, bind = env.text("WEB_LINK"), address()
    if link and bind.startswith(UNIX):
        point(Path(link), Path(bind.removeprefix(UNIX)))
    start_epoch_of_this_build()


def another_container_serves() -> bool:
    """Whether the link leads to a socket that is not ours, and somebody listens on it."""
    link, bind = Path(env.text("WEB_LINK") or "/nowhere"), address()
    if not bind.startswith(UNIX) or link.resolve() == Path(bind.removeprefix(UNIX)).resolve():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(SECONDS)
        try:
            probe.connect(str(link))
        except (FileNotFoundError, ConnectionRefusedError):
            return False  # never there, stopped, or killed
        except OSError:
            return True
    return True


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        take_over()
    except (OSError, ImproperlyConfigured) as problem:
        sys.exit(f"the links for nginx cannot be set, so it goes on asking whom it asked: {problem}")


if __name__ == "__main__":
    main()
