"""The trimmed twilio of the image still sends messages."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import twilio

from trim_twilio import trim_twilio

pytestmark = pytest.mark.slow

SEND = """
import sys
from toponaut_monitor import sms
from toponaut_monitor.errors import NotSent
from toponaut_monitor.channel_settings import TwilioAccount
try:
    sms.send(TwilioAccount("AC1", "token", "+1", "+2", "http://127.0.0.1:1"), "text")
except NotSent as refused:
    print(refused)
print(sys.modules["twilio"].__file__)
"""


def test_message_can_be_sent(tmp_path: Path) -> None:
    shutil.copytree(Path(twilio.__file__).parent, tmp_path / "twilio")
    (tmp_path / "aiohttp").mkdir()
    trim_twilio(tmp_path)
    assert [one.name for one in (tmp_path / "twilio" / "rest").iterdir() if one.is_dir()] == ["api"]
    assert not (tmp_path / "aiohttp").exists()

    monitor = Path(__file__).parent.parent.parent
    sidecar = monitor.parent / "services" / "sidecar"
    environ = {"PYTHONPATH": f"{tmp_path}:{monitor}:{sidecar}"}
    output = subprocess.run(
        [sys.executable, "-c", SEND], env=environ, capture_output=True, text=True, check=True
    ).stdout
    assert output.splitlines() == [
        "Twilio does not answer (ConnectionError).",
        str(tmp_path / "twilio" / "__init__.py"),
    ]
