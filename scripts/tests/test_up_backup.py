"""`make up` takes a backup before it replaces a running version with another one."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

IN_BACKUP = "compose -f compose.yaml exec -T backup backup"


def backups(stack: FakeDockerMachine) -> list[str]:
    """The commands that ran in the backup container."""
    return [line for line in stack.docker_calls() if " exec " in line]


def test_takes_a_backup_before_another_version_starts(stack: FakeDockerMachine, free_port: str) -> None:
    bucket = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING_IMAGE": "toponaut/web:v1.1.0"}
    assert stack.run("stack/up", TAG="v1.2.0", **bucket).returncode == 0
    assert backups(stack) == [f"{IN_BACKUP} take --kind release"]
    assert stack.started()


def test_does_not_start_another_version_if_the_backup_fails(stack: FakeDockerMachine, free_port: str) -> None:
    bucket = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING_IMAGE": "toponaut/web:v1.1.0"}
    refused = stack.run("stack/up", TAG="v1.2.0", TAKE_EXIT="1", **bucket)
    assert "NO_BACKUP=1 make up" in refused.stderr
    assert not stack.started()
    assert stack.run("stack/up", TAG="v1.2.0", TAKE_EXIT="1", NO_BACKUP="1", **bucket).returncode == 0


@pytest.mark.parametrize(
    "difference", [{"BACKUP_BUCKET": ""}, {"RUNNING_IMAGE": ""}, {"TAG": "v1.1.0"}, {"SIDECARS_DOWN": "1"}]
)
def test_needs_no_backup_otherwise(stack: FakeDockerMachine, free_port: str, difference: dict[str, str]) -> None:
    usual = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING_IMAGE": "toponaut/web:v1.1.0", "TAG": "v1.2.0"}
    assert stack.run("stack/up", **(usual | difference)).returncode == 0
    assert backups(stack) == []
