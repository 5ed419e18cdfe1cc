import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from release.tests.release_machine import ReleaseMachine


@pytest.fixture
def server(tmp_path: Path) -> ReleaseMachine:
    return ReleaseMachine(tmp_path)


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """An operator's Ctrl-C arrives. What runs in the background ignores it, and so does all that it starts: bash cannot
    trap what was ignored before it. A signal that Python handles is the default again in its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
