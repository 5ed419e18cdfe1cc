"""The Docker commands that `make backup`, `backups` and `restore` run. A failed restore changes nothing."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

PRODUCTION = "compose -f compose.yaml"
IN_BACKUP = f"{PRODUCTION} exec -T backup backup"
NEW_DATABASE = "toponaut_restore_20261124t031700z"
EPOCH_LINK = "/run/toponaut/cache-epoch"


def commands_in_containers(stack: FakeDockerMachine) -> list[str]:
    """The calls that run or signal something in a container."""
    return [line for line in stack.docker_calls() if " exec " in line or " run " in line or " kill " in line]


def test_manual_backup_one_before_a_release_and_one_that_may_be_smaller(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "backup")
    stack.run("stack/stack", "backup", KIND="release")
    stack.run("stack/stack", "backup", ACCEPT_SMALLER="1")
    assert commands_in_containers(stack) == [
        f"{IN_BACKUP} take --kind manual",
        f"{IN_BACKUP} take --kind release",
        f"{IN_BACKUP} take --kind manual --accept-smaller",
    ]


def test_backups_are_listed(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "backups")
    assert commands_in_containers(stack) == [f"{IN_BACKUP} list"]


def test_staging_has_backups_of_its_own(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "backups", ENV="staging")
    assert commands_in_containers(stack) == [f"{PRODUCTION} -f compose.staging.yaml exec -T backup backup list"]


def test_failed_backup_fails_the_command(stack: FakeDockerMachine) -> None:
    assert stack.run("stack/stack", "backup", TAKE_EXIT="1").returncode == 1


def test_restore_updates_swaps_and_clears_caches(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/restore_backup", BACKUP="latest", YES="1")
    assert run.returncode == 0, run.stderr
    manage = f"{PRODUCTION} run --rm --no-deps -T -e DATABASE_URL=postgresql://toponaut@postgres:5432/"
    safety = "python manage.py check_rollback --list | python manage.py check_rollback --against"
    update = "python manage.py migrate --verbosity 0 && python manage.py load_places"
    assert commands_in_containers(stack) == [
        f"{IN_BACKUP} show latest",
        f"{IN_BACKUP} restore latest",
        f"{manage}{NEW_DATABASE} -e CACHE_EPOCH_LINK= migrate sh -c {safety}",
        f"{manage}{NEW_DATABASE} -e CACHE_EPOCH_LINK= migrate sh -c {update}",
        f"{IN_BACKUP} swap {NEW_DATABASE}",
        f"{PRODUCTION} exec -T redis redis-cli flushall",
        f"{manage}toponaut -e CACHE_EPOCH_LINK={EPOCH_LINK} migrate sh -c python manage.py invalidate_cache",
    ]


def test_return_to_a_replaced_database_needs_no_bucket(stack: FakeDockerMachine) -> None:
    replaced = "toponaut_before_20261124t101500z"
    assert stack.run("stack/restore_backup", BACKUP=replaced, YES="1").returncode == 0
    commands = commands_in_containers(stack)
    assert replaced in commands[0]
    assert replaced in commands[1]
    assert commands[2] == f"{IN_BACKUP} swap {replaced}"
    stack.docker_log.unlink()
    assert stack.run("stack/restore_backup", BACKUP=replaced, YES="1", SWAP_EXIT="1").returncode == 1
    assert [
        line for line in commands_in_containers(stack) if "discard" in line
    ] == []  # the replaced database is not dropped


def test_backup_of_a_newer_release_is_refused(stack: FakeDockerMachine) -> None:
    """Its tables may have changes that the running release does not work with."""
    words = {"BACKUP": "latest", "YES": "1", "RUNNING_IMAGE": "toponaut/web:v1.1.0", "UNSAFE_BACKUP": "1"}
    run = stack.run("stack/restore_backup", **words)
    assert run.returncode == 1
    assert "v1.1.0 may not work with the tables of this backup" in run.stderr
    assert "UNSAFE=1 BACKUP=latest make restore" in run.stderr
    assert commands_in_containers(stack)[-1] == f"{IN_BACKUP} discard {NEW_DATABASE}"
    assert not any("migrate --verbosity" in line or "swap" in line for line in commands_in_containers(stack))
    assert stack.run("stack/restore_backup", **words, UNSAFE="1").returncode == 0


@pytest.mark.slow
def test_restore_is_refused_during_a_deploy(stack: FakeDockerMachine) -> None:
    with stack.locked():
        assert "Another deploy or rollback is running here" in stack.refusal(
            "stack/restore_backup", BACKUP="latest", YES="1"
        )
    assert [line for line in commands_in_containers(stack) if "show" not in line] == []


def test_running_version_migrates_the_new_database(stack: FakeDockerMachine) -> None:
    """TAG in .env is production's, so the version of staging is read from its running container."""
    stack.write_dotenv(TAG="v6", SECRETS_DIR="./secrets", STAGING_SECRETS_DIR="./secrets")
    run = stack.run("stack/restore_backup", ENV="staging", BACKUP="latest", YES="1", RUNNING_IMAGE="toponaut/web:v7")
    assert run.returncode == 0, run.stderr
    assert stack.tag_of("manage.py migrate") == "v7"


def test_staging_is_filled_from_production_and_anonymized(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/restore_backup", ENV="staging", FROM="production", BACKUP="latest", YES="1")
    assert run.returncode == 0, run.stderr
    commands = commands_in_containers(stack)
    staging = f"{PRODUCTION} -f compose.staging.yaml"
    production = f"{staging} exec -T -e BACKUP_PREFIX=production backup backup"
    assert commands[:2] == [f"{production} show latest", f"{production} restore latest"]
    assert commands[2].endswith("check_rollback --against")
    assert commands[3].startswith(f"{staging} run ")
    assert NEW_DATABASE in commands[3]
    assert commands[3].endswith("load_places && python manage.py anonymize")
    assert commands[4] == f"{staging} exec -T backup backup swap {NEW_DATABASE}"


@pytest.mark.parametrize("environ", [{"FROM": "production"}, {"ENV": "staging", "FROM": "elsewhere"}])
def test_refused_to_fill_any_other_environment_than_staging(stack: FakeDockerMachine, environ: dict[str, str]) -> None:
    assert "ENV=staging FROM=production make restore" in stack.refusal(
        "stack/restore_backup", BACKUP="latest", **environ
    )
    assert commands_in_containers(stack) == []


def test_new_database_is_dropped_if_anonymizing_fails(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/restore_backup", ENV="staging", FROM="production", BACKUP="latest", YES="1", MANAGE_EXIT="1")
    assert run.returncode == 1
    assert commands_in_containers(stack)[-1].endswith(f"discard {NEW_DATABASE}")


def test_operator_must_confirm(stack: FakeDockerMachine) -> None:
    assert "Nothing was changed" in stack.run("stack/restore_backup", BACKUP="latest").stderr  # standard input is empty
    assert commands_in_containers(stack) == [f"{IN_BACKUP} show latest"]


def test_failed_restore_has_nothing_to_drop(stack: FakeDockerMachine) -> None:
    assert stack.run("stack/restore_backup", BACKUP="latest", YES="1", RESTORE_FAILS="fails").returncode != 0
    assert commands_in_containers(stack)[-1] == f"{IN_BACKUP} restore latest"


@pytest.mark.parametrize("fault", [{"MANAGE_EXIT": "1"}, {"SWAP_EXIT": "1"}])
def test_failure_before_the_swap_drops_the_new_database(stack: FakeDockerMachine, fault: dict[str, str]) -> None:
    assert stack.run("stack/restore_backup", BACKUP="latest", YES="1", **fault).returncode == 1
    assert commands_in_containers(stack)[-1] == f"{IN_BACKUP} discard {NEW_DATABASE}"


def test_private_key_is_passed_by_standard_input(stack: FakeDockerMachine) -> None:
    key = stack.checkout / "key.txt"
    key.write_text("AGE-SECRET-KEY-1")
    stack.run("stack/restore_backup", BACKUP="latest", YES="1", IDENTITY=str(key))
    assert f"{IN_BACKUP} restore latest --identity" in commands_in_containers(stack)
    assert "AGE-SECRET-KEY" not in stack.docker_log.read_text()


def test_refused_without_a_backup(stack: FakeDockerMachine) -> None:
    assert "BACKUP=latest make restore" in stack.refusal("stack/restore_backup")
    assert "ENV=staging make backups" in stack.refusal("stack/restore_backup", ENV="staging")


def test_refused_if_private_key_is_missing(stack: FakeDockerMachine) -> None:
    assert "key.txt is missing" in stack.refusal("stack/restore_backup", BACKUP="latest", IDENTITY="key.txt")


COMMANDS = pytest.mark.parametrize("command", ["stack/stack backup", "stack/stack backups", "stack/restore_backup"])


@COMMANDS
def test_refused_while_the_container_is_not_running(stack: FakeDockerMachine, command: str) -> None:
    assert "run `make up` first" in stack.refusal(*command.split(), BACKUP="latest", SIDECARS_DOWN="1")


@COMMANDS
def test_refused_without_docker(stack: FakeDockerMachine, command: str) -> None:
    (stack.bin / "docker").unlink()
    assert "Docker is needed" in stack.refusal(*command.split(), BACKUP="latest")
