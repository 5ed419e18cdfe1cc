"""`make down`, `logs`, `ps` and `shell`: what they ask of Docker."""

import pytest

from scripts.tests.stack_machine import StackMachine

PRODUCTION = "compose -f compose.yaml"


def test_down_keeps_the_data_and_says_how_to_delete_it(stack: StackMachine) -> None:
    run = stack.run("stack/down")
    assert stack.asked_docker()[-1] == f"{PRODUCTION} down"
    assert "The data stays" in run.stdout
    assert "scripts/stack/down.sh --volumes" in run.stdout


def test_down_of_staging_leaves_production_alone(stack: StackMachine) -> None:
    run = stack.run("stack/down", ENV="staging")
    assert stack.asked_docker()[-1] == f"{PRODUCTION} -f compose.staging.yaml down"
    assert "ENV=staging scripts/stack/down.sh --volumes" in run.stdout


def test_down_works_whatever_became_of_the_settings(stack: StackMachine) -> None:
    stack.configured(SECRETS_DIR="")
    assert stack.run("stack/down").returncode == 0
    assert "SECRETS_DIR=./secrets " in stack.docker_env.read_text()


def test_logs_of_all_and_of_one(stack: StackMachine) -> None:
    stack.run("stack/logs")
    stack.run("stack/logs", SERVICE="web")
    everything, one = (line for line in stack.asked_docker() if "logs" in line)
    assert everything == f"{PRODUCTION} logs --follow --tail 100"
    assert one == f"{everything} web"


def test_ps_shows_those_that_stopped_too(stack: StackMachine) -> None:
    stack.run("stack/ps")
    assert stack.asked_docker()[-1].startswith(f"{PRODUCTION} ps --all")


def test_a_shell_in_web_or_in_another(stack: StackMachine) -> None:
    stack.run("stack/shell")
    stack.run("stack/shell", SERVICE="postgres")
    assert [line for line in stack.asked_docker() if "exec" in line] == [
        f"{PRODUCTION} exec -T web bash",
        f"{PRODUCTION} exec -T postgres bash",
    ]


@pytest.mark.parametrize("script", ["down", "logs", "ps", "shell"])
def test_without_docker_each_says_so(stack: StackMachine, script: str) -> None:
    (stack.bin / "docker").unlink()
    assert "Docker is needed" in stack.refusal(f"stack/{script}")
