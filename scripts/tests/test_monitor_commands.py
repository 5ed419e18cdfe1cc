"""`make check-alerts` and `make logs-report` run a command in the monitor container."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

IN_MONITOR = "compose -f compose.yaml exec -T monitor monitor"
COMMANDS = pytest.mark.parametrize(("command", "in_container"), [("check-alerts", "check"), ("logs-report", "report")])


@COMMANDS
def test_command_runs_in_the_container(stack: FakeDockerMachine, command: str, in_container: str) -> None:
    assert stack.run("stack/stack", command).returncode == 0
    assert stack.docker_calls()[-1] == f"{IN_MONITOR} {in_container}"


@COMMANDS
def test_exit_status_of_the_container_is_passed_on(stack: FakeDockerMachine, command: str, in_container: str) -> None:
    assert stack.run("stack/stack", command, MONITOR_EXIT="4").returncode == 4


@COMMANDS
def test_refused_while_the_container_is_not_running(stack: FakeDockerMachine, command: str, in_container: str) -> None:
    refusal = stack.refusal("stack/stack", command, SIDECARS_DOWN="1")
    assert "The monitor container is not running: run `make up` first." in refusal
