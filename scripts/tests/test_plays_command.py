"""`make plays` runs Django's command in a container of its own."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

RUN = "compose -f compose.yaml run --rm --no-deps -T migrate python manage.py plays"


@pytest.mark.parametrize(
    ("variables", "options"),
    [
        ({}, ""),
        ({"DELETE": "23456789abc 0123456789abcdef"}, " --delete 23456789abc 0123456789abcdef"),
        ({"DELETE": "23456789abc", "YES": "1"}, " --delete 23456789abc --yes"),
        ({"EXPIRE": "1"}, " --expire"),
    ],
)
def test_variables_become_options(stack: FakeDockerMachine, variables: dict[str, str], options: str) -> None:
    run = stack.run("stack/stack", "plays", **variables)
    assert run.returncode == 0, run.stderr
    assert stack.docker_calls()[-1] == RUN + options


def test_options_are_passed_on(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "plays", "--help")
    assert stack.docker_calls()[-1] == f"{RUN} --help"


def test_refused_while_the_stack_is_down(stack: FakeDockerMachine) -> None:
    assert "run `make up` first" in stack.refusal("stack/stack", "plays", STACK_DOWN="1")
