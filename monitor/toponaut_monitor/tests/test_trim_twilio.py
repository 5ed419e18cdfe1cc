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
from pathlib import Path
from toponaut_monitor import sms
from toponaut_monitor.errors import NotSent
from toponaut_monitor.channel_settings import SmsSettings
try:
    sms.send(SmsSettings("AC1", "+1", "+2", "http://127.0.0.1:1", Path(sys.argv[1])), "text")
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

    (tmp_path / "twilio_token").write_text("token")
    monitor = Path(__file__).parent.parent.parent
    sidecar = monitor.parent / "services" / "sidecar"
    environ = {"PYTHONPATH": f"{tmp_path}:{monitor}:{sidecar}"}
    output = subprocess.run(
        [sys.executable, "-c", SEND, str(tmp_path)], env=environ, capture_output=True, text=True, check=True
    ).stdout
    assert output.splitlines() == [
        "Twilio does not answer (ConnectionError).",
        str(tmp_path / "twilio" / "__init__.py"),
    ]
