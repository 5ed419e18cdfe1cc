"""Commands that write into the checkout are refused to a user who may not, with one line that says what to do."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

NOBODY = 65534


@pytest.fixture
def others_stack() -> Iterator[FakeDockerMachine]:
    """A checkout in which this user, or if that is root, nobody may read but not write."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to other users
        Path(folder).chmod(0o755)
        machine = FakeDockerMachine(Path(folder))
        machine.user = NOBODY if os.geteuid() == 0 else None
        machine.checkout.chmod(0o555)
        yield machine
        machine.checkout.chmod(0o755)


@pytest.mark.parametrize("script", ["stack/up", "stack/secrets", "dev/run", "release/build_and_smoke_test"])
def test_command_is_refused_before_it_does_anything(others_stack: FakeDockerMachine, script: str) -> None:
    refusal = others_stack.refusal(script)
    expected = f"This user may not write to {others_stack.checkout}: run the command as the owner of the checkout"
    assert expected in refusal
    assert others_stack.docker_calls() == []
