import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.release.tests.release_machine import ReleaseMachine


@pytest.fixture
def server(tmp_path: Path) -> ReleaseMachine:
    return ReleaseMachine(tmp_path)


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Ctrl-C and a lost connection arrive. What runs in the background may ignore them, and so does all that it starts:
    bash cannot trap what was ignored before it. What Python does not ignore is the default again in its children."""
    ctrl_c = signal.signal(signal.SIGINT, signal.default_int_handler)
    lost = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, ctrl_c)
    signal.signal(signal.SIGHUP, lost)
