"""`make run` on a machine that lacks something: one line, exit code 1, and nothing installed."""

import sys
from pathlib import Path

import pytest

from scripts.tests.machine import Machine


class Laptop(Machine):
    """One with everything that `make run` wants, and no .venv."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ["head"])
        (self.bin / "python3").symlink_to(sys.executable)
        self.has("node", "echo 20.11.0")
        self.has("npm", "echo 10.0.0")

    def refuses(self, port: str = "0") -> str:
        refusal = self.refusal("dev/run", PORT=port)
        assert [entry.name for entry in self.checkout.iterdir()] == ["scripts"]
        return refusal


@pytest.fixture
def machine(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_a_machine_with_everything_gets_as_far_as_its_port(machine: Laptop) -> None:
    assert "PORT='0' is not a port" in machine.refuses()


def test_a_taken_port(machine: Laptop, taken_port: int) -> None:
    refusal = machine.refuses(str(taken_port))
    assert f"Port {taken_port} cannot be used" in refusal
    assert f"PORT={taken_port + 1000} make run" in refusal or "PORT=8000 make run" in refusal


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_is_none(machine: Laptop, port: str) -> None:
    assert f"PORT='{port}' is not a port: expected a number from 1 to 65535" in machine.refuses(port)


def test_no_node(machine: Laptop) -> None:
    (machine.bin / "node").unlink()
    assert "Node 20 or newer is needed" in machine.refuses()


def test_an_old_node(machine: Laptop) -> None:
    machine.has("node", "echo 18.19.0")
    assert "Node 20 or newer is needed; found 18.19.0" in machine.refuses()


def test_no_npm(machine: Laptop) -> None:
    (machine.bin / "npm").unlink()
    assert "npm is needed" in machine.refuses()


def test_an_old_python(machine: Laptop) -> None:
    machine.has("python3", 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    assert "Python 3.11 or newer is needed; found Python 3.9.2" in machine.refuses()


def test_no_python(machine: Laptop) -> None:
    (machine.bin / "python3").unlink()
    assert "Python 3.11 or newer is needed; found none" in machine.refuses()


def test_a_python_without_venv(machine: Laptop) -> None:
    machine.has("python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    assert "apt-get install python3-venv" in machine.refuses()
