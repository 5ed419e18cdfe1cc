"""`make up` takes a backup before it replaces a running version by another one."""

import pytest

from scripts.tests.stack_machine import StackMachine

IN_BACKUP = "compose -f compose.yaml exec -T backup backup"


def backups(stack: StackMachine) -> list[str]:
    """The commands that ran in the backup container."""
    return [line for line in stack.docker_calls() if " exec " in line]


def test_takes_a_backup_before_another_version_starts(stack: StackMachine, free_port: str) -> None:
    bucket = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING": "toponaut/web:v1.1.0"}
    assert stack.run("stack/up", TAG="v1.2.0", **bucket).returncode == 0
    assert backups(stack) == [f"{IN_BACKUP} take --kind release"]
    assert stack.started()


def test_does_not_start_another_version_if_the_backup_fails(stack: StackMachine, free_port: str) -> None:
    bucket = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING": "toponaut/web:v1.1.0"}
    refused = stack.run("stack/up", TAG="v1.2.0", TAKE="1", **bucket)
    assert "NO_BACKUP=1 make up" in refused.stderr
    assert not stack.started()
    assert stack.run("stack/up", TAG="v1.2.0", TAKE="1", NO_BACKUP="1", **bucket).returncode == 0


@pytest.mark.parametrize("difference", [{"BACKUP_BUCKET": ""}, {"RUNNING": ""}, {"TAG": "v1.1.0"}, {"NO_SIDECAR": "1"}])
def test_needs_no_backup_otherwise(stack: StackMachine, free_port: str, difference: dict[str, str]) -> None:
    usual = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING": "toponaut/web:v1.1.0", "TAG": "v1.2.0"}
    assert stack.run("stack/up", **(usual | difference)).returncode == 0
    assert backups(stack) == []
