from pathlib import Path

import pytest

from release.tests.release_machine import ReleaseMachine


@pytest.fixture
def server(tmp_path: Path) -> ReleaseMachine:
    return ReleaseMachine(tmp_path)
