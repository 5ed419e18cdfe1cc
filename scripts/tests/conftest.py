import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine


@pytest.fixture
def stack(tmp_path: Path) -> FakeDockerMachine:
    return FakeDockerMachine(tmp_path)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port() -> str:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])
