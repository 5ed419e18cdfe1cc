"""`make run` on a machine that lacks something: one line, exit code 1, and nothing installed."""

import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
TOOLS = ("bash", "dirname", "head", "env")  # what preflight itself calls


class Machine:
    """A PATH with little in it, and a copy of the scripts beside no .venv."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.bin = folder / "bin"
        self.bin.mkdir()
        shutil.copytree(ROOT / "services" / "dev", self.checkout / "services" / "dev")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)
        (self.bin / "python3").symlink_to(sys.executable)
        self.has("node", "echo 20.11.0")
        self.has("npm", "echo 10.0.0")

    def has(self, command: str, does: str) -> None:
        """Put a command of our own into the PATH, in place of any before it."""
        path = self.bin / command
        path.unlink(missing_ok=True)
        path.write_text(f"#!{self.bin}/bash\n{does}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def refusal(self, **environ: str) -> str:
        """What `run.sh` says when it refuses: a single line."""
        run = subprocess.run(
            [self.bin / "bash", "services/dev/run.sh"],
            cwd=self.checkout,
            env={"PATH": str(self.bin), "PORT": "0"} | environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 1
        assert run.stdout == ""
        assert len(run.stderr.splitlines()) == 1, run.stderr
        assert [entry.name for entry in self.checkout.iterdir()] == ["services"]
        return run.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_machine_with_everything_gets_as_far_as_its_port(machine: Machine) -> None:
    assert "PORT='0' is not a port" in machine.refusal()


def test_a_taken_port(machine: Machine, taken_port: int) -> None:
    refusal = machine.refusal(PORT=str(taken_port))
    assert f"Port {taken_port} cannot be used" in refusal
    assert f"PORT={taken_port + 1000} make run" in refusal or "PORT=8000 make run" in refusal


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none(machine: Machine, port: str) -> None:
    assert f"PORT='{port}' is not a port: expected a number from 1 to 65535" in machine.refusal(PORT=port)


def test_no_node(machine: Machine) -> None:
    (machine.bin / "node").unlink()
    assert "Node 20 or newer is needed" in machine.refusal()


def test_an_old_node(machine: Machine) -> None:
    machine.has("node", "echo 18.19.0")
    assert "Node 20 or newer is needed; found 18.19.0" in machine.refusal()


def test_no_npm(machine: Machine) -> None:
    (machine.bin / "npm").unlink()
    assert "npm is needed" in machine.refusal()


def test_an_old_python(machine: Machine) -> None:
    machine.has("python3", 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    assert "Python 3.11 or newer is needed; found Python 3.9.2" in machine.refusal()


def test_no_python(machine: Machine) -> None:
    (machine.bin / "python3").unlink()
    assert "Python 3.11 or newer is needed; found none" in machine.refusal()


def test_a_python_without_venv(machine: Machine) -> None:
    machine.has("python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    assert "apt-get install python3-venv" in machine.refusal()
