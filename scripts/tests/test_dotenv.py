"""The scripts read .env as Docker Compose does, or refuse it with one line."""

import subprocess

import pytest

from scripts.tests.dotenv_cases import PLAIN_LINES, REFUSED_LINES
from scripts.tests.fake_docker_machine import FakeDockerMachine


def settings(stack: FakeDockerMachine, dotenv: bytes, names: list[str]) -> list[str]:
    """The values of these settings."""
    stack.dotenv.write_bytes(dotenv)
    program = 'source scripts/lib/compose.sh; for name in "$@"; do setting "$name"; done'
    command = [str(stack.bin / "bash"), "-euo", "pipefail", "-c", program, "-", *names]
    environ = {"PATH": str(stack.bin)}
    run = subprocess.run(command, cwd=stack.checkout, env=environ, capture_output=True, check=True)
    return run.stdout.decode().splitlines()


def test_values_are_those_that_compose_sees(stack: FakeDockerMachine) -> None:
    names = [f"V{number}" for number in range(len(PLAIN_LINES))]
    lines = [line.replace("V", name) for name, line in zip(names, PLAIN_LINES, strict=True)]
    assert settings(stack, "\n".join(lines).encode(), names) == list(PLAIN_LINES.values())


def test_file_of_an_editor_on_windows_is_read(stack: FakeDockerMachine) -> None:
    assert settings(stack, b"\xef\xbb\xbfV=a b\r\n\r\n# c\r\nW='d'\r\n", ["V", "W"]) == ["a b", "d"]


@pytest.mark.parametrize("line", REFUSED_LINES)
def test_line_that_compose_reads_otherwise_is_refused(stack: FakeDockerMachine, line: str) -> None:
    stack.dotenv.write_text(f"HTTP_PORT=80\n{line}\n")
    assert stack.refusal("stack/stack", "down") == f"toponaut: Line 2 of .env: {REFUSED_LINES[line]}\n"
    assert stack.docker_calls() == []


def test_setting_is_written_in_place_of_every_form_of_its_line(stack: FakeDockerMachine) -> None:
    stack.dotenv.write_text("A=1\n  export SECRETS_DIR = ''\nSECRETS_DIR_2=b")
    stack.set_up_production()
    assert stack.dotenv.read_text() == "A=1\nSECRETS_DIR=./secrets\nSECRETS_DIR_2=b\n"
