"""`make check-alerts` and `make logs-report`: what they ask of the sidecar."""

import pytest

from scripts.tests.stack_machine import StackMachine

IN_MONITOR = "compose -f compose.yaml exec -T monitor monitor"
COMMANDS = pytest.mark.parametrize(("script", "asks"), [("check_alerts", "check"), ("logs_report", "report")])


@COMMANDS
def test_it_asks_the_sidecar(stack: StackMachine, script: str, asks: str) -> None:
    assert stack.run(f"stack/{script}").returncode == 0
    assert stack.asked_docker()[-1] == f"{IN_MONITOR} {asks}"


@COMMANDS
def test_it_fails_as_the_sidecar_does(stack: StackMachine, script: str, asks: str) -> None:
    assert stack.run(f"stack/{script}", MONITOR="4").returncode == 4


@COMMANDS
def test_without_the_sidecar_it_says_what_to_do(stack: StackMachine, script: str, asks: str) -> None:
    assert "The monitor container is not running: `make up` first." in stack.refusal(f"stack/{script}", NO_SIDECAR="1")
