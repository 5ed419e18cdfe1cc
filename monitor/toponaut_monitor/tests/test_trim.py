"""What the image keeps of twilio is enough to send a message."""

import shutil
import subprocess
import sys
from pathlib import Path

import twilio

from trim import trim

SEND = """
import sys
from toponaut_monitor import sms
from toponaut_monitor.errors import NotSent
from toponaut_monitor.settings import Twilio
try:
    sms.send(Twilio("AC1", "token", "+1", "+2", "http://127.0.0.1:1"), "text")
except NotSent as refused:
    print(refused)
print(sys.modules["twilio"].__file__)
"""


def test_a_message_can_be_sent_with_what_is_left(tmp_path: Path) -> None:
    shutil.copytree(Path(twilio.__file__).parent, tmp_path / "twilio")
    (tmp_path / "aiohttp").mkdir()
    trim(tmp_path)
    assert [one.name for one in (tmp_path / "twilio" / "rest").iterdir() if one.is_dir()] == ["api"]
    assert not (tmp_path / "aiohttp").exists()

    monitor = Path(__file__).parent.parent.parent
    environ = {"PYTHONPATH": f"{tmp_path}:{monitor}"}
    said = subprocess.run([sys.executable, "-c", SEND], env=environ, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [
        "Twilio does not answer (ConnectionError).",
        str(tmp_path / "twilio" / "__init__.py"),
    ]
