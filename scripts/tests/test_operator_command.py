"""`make operator`: a container of its own makes the account, and the password never stands in a command."""

import pytest

from scripts.tests.stack_machine import StackMachine

RUN = "compose -f compose.yaml run --rm --no-deps -T migrate python manage.py operator"


@pytest.mark.parametrize(
    ("variables", "asked"),
    [
        ({}, "-- ada"),
        ({"TOTP": "1"}, "--totp -- ada"),
        ({"TOTP": "0"}, "--no-totp -- ada"),
        ({"REMOVE": "1"}, "--remove -- ada"),
    ],
)
def test_it_asks_django(stack: StackMachine, variables: dict[str, str], asked: str) -> None:
    run = stack.run("stack/operator_account", NAME="ada", **variables)
    assert run.returncode == 0, run.stderr
    assert stack.asked_docker()[-1] == f"{RUN} {asked}"


def test_the_version_that_runs_is_asked(stack: StackMachine) -> None:
    stack.run("stack/operator_account", NAME="ada", RUNNING="registry.example:5000/toponaut/web:v7")
    assert stack.tag_of("manage.py operator") == "v7"


def test_without_a_name_it_says_what_is_missing(stack: StackMachine) -> None:
    run = stack.run("stack/operator_account")
    assert run.returncode == 1
    assert "make operator NAME=ada" in run.stderr


def test_without_a_stack_it_says_how_to_start_one(stack: StackMachine) -> None:
    run = stack.run("stack/operator_account", NAME="ada", NO_STACK="1")
    assert run.returncode == 1
    assert "`make up` first" in run.stderr
