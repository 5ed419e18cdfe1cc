import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.release.tests.fake_server import FakeServer


@pytest.fixture
def server(tmp_path: Path) -> FakeServer:
    return FakeServer(tmp_path)


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C and SIGHUP reach the scripts. Tests that run in the background may ignore both, children inherit that,
    and bash cannot trap a signal that was ignored when it started. Signals that Python handles are not inherited."""
    sigint = signal.signal(signal.SIGINT, signal.default_int_handler)
    sighup = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, sigint)
    signal.signal(signal.SIGHUP, sighup)
