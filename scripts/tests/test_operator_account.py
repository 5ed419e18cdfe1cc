"""`make operator` runs Django's command in a container of its own; the password is never part of a command line."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

RUN = "compose -f compose.yaml run --rm --no-deps -T migrate python manage.py operator"


@pytest.mark.parametrize(
    ("variables", "arguments"),
    [
        ({}, "-- ada"),
        ({"TOTP": "1"}, "--totp -- ada"),
        ({"TOTP": "0"}, "--no-totp -- ada"),
        ({"REMOVE": "1"}, "--remove -- ada"),
        ({"LOCK": "1"}, "--lock -- ada"),
        ({"UNLOCK": "1"}, "--unlock -- ada"),
    ],
)
def test_variables_become_options(stack: FakeDockerMachine, variables: dict[str, str], arguments: str) -> None:
    run = stack.run("stack/operator_account", NAME="ada", **variables)
    assert run.returncode == 0, run.stderr
    assert stack.docker_calls()[-1] == f"{RUN} {arguments}"


@pytest.mark.parametrize("option", ["list", "unlock"])
def test_list_and_unlock_need_no_name(stack: FakeDockerMachine, option: str) -> None:
    run = stack.run("stack/operator_account", **{option.upper(): "1"})
    assert run.returncode == 0, run.stderr
    assert stack.docker_calls()[-1] == f"{RUN} --{option} --"


def test_image_of_the_running_version_is_used(stack: FakeDockerMachine) -> None:
    stack.run("stack/operator_account", NAME="ada", RUNNING_IMAGE="registry.example:5000/toponaut/web:v7")
    assert stack.tag_of("manage.py operator") == "v7"


@pytest.mark.parametrize("variables", [{}, {"LOCK": "1"}, {"TOTP": "0"}, {"LIST": "0"}, {"UNLOCK": "0"}], ids=str)
def test_refused_without_a_name(stack: FakeDockerMachine, variables: dict[str, str]) -> None:
    run = stack.run("stack/operator_account", **variables)
    assert run.returncode == 1
    assert "make operator NAME=ada" in run.stderr


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"LIST": "1", "LOCK": "1"}, "LIST=1 LOCK=1"),
        ({"TOTP": "0", "LOCK": "1", "NAME": "ada"}, "TOTP=0 LOCK=1"),
        ({"TOTP": "1", "UNLOCK": "1"}, "TOTP=1 UNLOCK=1"),
        ({"LIST": "1", "TOTP": "1", "NAME": "ada"}, "TOTP=1 LIST=1"),
    ],
)
def test_two_actions_at_once_are_refused(stack: FakeDockerMachine, variables: dict[str, str], named: str) -> None:
    run = stack.run("stack/operator_account", **variables)
    assert run.returncode == 1
    assert f"{named}: give only one of them" in run.stderr
    assert not any("manage.py operator" in call for call in stack.docker_calls())


def test_another_value_of_totp_is_refused(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/operator_account", NAME="ada", TOTP="yes")
    assert run.returncode == 1
    assert "TOTP=yes means nothing" in run.stderr


def test_refused_while_the_stack_is_down(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/operator_account", NAME="ada", STACK_DOWN="1")
    assert run.returncode == 1
    assert "run `make up` first" in run.stderr
