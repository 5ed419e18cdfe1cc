"""`make run` when something is missing prints one line, exits with status 1, and installs nothing."""

import sys
from pathlib import Path

import pytest

from scripts.tests.fake_machine import FakeMachine

pytestmark = pytest.mark.slow


class Laptop(FakeMachine):
    """A machine with everything that `make run` needs, and no .venv."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ["head"])
        (self.bin / "python3").symlink_to(sys.executable)
        self.install("node", "echo 20.11.0")
        self.install("npm", "echo 10.0.0")

    def run_refusal(self, port: str = "0") -> str:
        refusal = self.refusal("dev/run", PORT=port)
        assert [entry.name for entry in self.checkout.iterdir()] == ["scripts"]
        return refusal


@pytest.fixture
def machine(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_complete_machine_reaches_the_check_of_the_port(machine: Laptop) -> None:
    assert "PORT='0' is not a port" in machine.run_refusal()


def test_refused_if_port_is_taken(machine: Laptop, taken_port: int) -> None:
    refusal = machine.run_refusal(str(taken_port))
    assert f"Port {taken_port} cannot be used" in refusal
    assert f"PORT={taken_port + 1000} make run" in refusal or "PORT=8000 make run" in refusal


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_refused_if_port_is_not_a_port_number(machine: Laptop, port: str) -> None:
    assert f"PORT='{port}' is not a port: expected a number from 1 to 65535" in machine.run_refusal(port)


def test_refused_without_node(machine: Laptop) -> None:
    (machine.bin / "node").unlink()
    assert "Node 20 or newer is needed" in machine.run_refusal()


def test_refused_with_an_old_node(machine: Laptop) -> None:
    machine.install("node", "echo 18.19.0")
    assert "Node 20 or newer is needed; found 18.19.0" in machine.run_refusal()


def test_refused_without_npm(machine: Laptop) -> None:
    (machine.bin / "npm").unlink()
    assert "npm is needed" in machine.run_refusal()


def test_refused_with_an_old_python(machine: Laptop) -> None:
    machine.install("python3", 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    assert "Python 3.11 or newer is needed; found Python 3.9.2" in machine.run_refusal()


def test_refused_without_python(machine: Laptop) -> None:
    (machine.bin / "python3").unlink()
    assert "Python 3.11 or newer is needed; found none" in machine.run_refusal()


def test_refused_with_a_python_without_venv(machine: Laptop) -> None:
    machine.install("python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    assert "apt-get install python3-venv" in machine.run_refusal()
