"""`make backup`, `backups` and `restore`: what they ask of Docker, and that a failure leaves things as they were."""

import pytest

from scripts.tests.stack_machine import StackMachine

PRODUCTION = "compose -f compose.yaml"
IN_BACKUP = f"{PRODUCTION} exec -T backup backup"
FRESH = "toponaut_restore_20261124t031700z"
EPOCH_LINK = "/run/toponaut/cache-epoch"


def does(stack: StackMachine) -> list[str]:
    """What was asked of the containers, after the sidecar was seen to run."""
    return [line for line in stack.asked_docker() if " exec " in line or " run " in line or " kill " in line]


def test_a_backup_by_hand_and_one_before_a_release(stack: StackMachine) -> None:
    stack.run("stack/backup")
    stack.run("stack/backup", KIND="release")
    assert does(stack) == [f"{IN_BACKUP} take --kind manual", f"{IN_BACKUP} take --kind release"]


def test_the_list(stack: StackMachine) -> None:
    stack.run("stack/backups")
    assert does(stack) == [f"{IN_BACKUP} list"]


def test_staging_has_its_own(stack: StackMachine) -> None:
    stack.run("stack/backups", ENV="staging")
    assert does(stack) == [f"{PRODUCTION} -f compose.staging.yaml exec -T backup backup list"]


def test_a_failed_backup_fails(stack: StackMachine) -> None:
    assert stack.run("stack/backup", TAKE="1").returncode == 1


def test_a_restore_checks_updates_swaps_and_forgets(stack: StackMachine) -> None:
    run = stack.run("stack/restore", BACKUP="latest", YES="1")
    assert run.returncode == 0, run.stderr
    manage = f"{PRODUCTION} run --rm --no-deps -T -e DATABASE_URL=postgresql://toponaut@postgres:5432/"
    update = "python manage.py migrate --verbosity 0 && python manage.py load_places"
    assert does(stack) == [
        f"{IN_BACKUP} show latest",
        f"{IN_BACKUP} restore latest",
        f"{manage}{FRESH} -e CACHE_EPOCH_LINK= migrate sh -c {update}",
        f"{IN_BACKUP} swap {FRESH}",
        f"{PRODUCTION} exec -T redis redis-cli flushall",
        f"{PRODUCTION} kill --signal HUP web",
        f"{manage}toponaut -e CACHE_EPOCH_LINK={EPOCH_LINK} migrate sh -c python manage.py invalidate_cache",
    ]


def test_going_back_to_what_was_live_needs_no_bucket(stack: StackMachine) -> None:
    kept = "toponaut_before_20261124t101500z"
    assert stack.run("stack/restore", BACKUP=kept, YES="1").returncode == 0
    asked = does(stack)
    assert kept in asked[0]
    assert asked[1] == f"{IN_BACKUP} swap {kept}"
    stack.docker_log.unlink()
    assert stack.run("stack/restore", BACKUP=kept, YES="1", SWAP="1").returncode == 1
    assert [line for line in does(stack) if "discard" in line] == []  # it is not dropped for that


def test_the_version_that_runs_brings_the_tables_up_to_date(stack: StackMachine) -> None:
    """Staging's is in no file: TAG in .env is production's."""
    stack.configured(TAG="v6", SECRETS_DIR="./secrets", STAGING_SECRETS_DIR="./secrets")
    run = stack.run("stack/restore", ENV="staging", BACKUP="latest", YES="1", RUNNING="toponaut/web:v7")
    assert run.returncode == 0, run.stderr
    assert stack.tag_of("manage.py migrate") == "v7"


def test_staging_is_filled_from_production_and_scrubbed(stack: StackMachine) -> None:
    run = stack.run("stack/restore", ENV="staging", FROM="production", BACKUP="latest", YES="1")
    assert run.returncode == 0, run.stderr
    asked = does(stack)
    staging = f"{PRODUCTION} -f compose.staging.yaml"
    production = f"{staging} exec -T -e BACKUP_PREFIX=production backup backup"
    assert asked[:2] == [f"{production} show latest", f"{production} restore latest"]
    assert asked[2].startswith(f"{staging} run ")
    assert FRESH in asked[2]
    assert asked[2].endswith("load_places && python manage.py scrub")
    assert asked[3] == f"{staging} exec -T backup backup swap {FRESH}"


@pytest.mark.parametrize("environ", [{"FROM": "production"}, {"ENV": "staging", "FROM": "elsewhere"}])
def test_nothing_else_is_filled_from_another(stack: StackMachine, environ: dict[str, str]) -> None:
    assert "ENV=staging FROM=production make restore" in stack.refusal("stack/restore", BACKUP="latest", **environ)
    assert does(stack) == []


def test_a_copy_that_was_not_scrubbed_is_dropped(stack: StackMachine) -> None:
    run = stack.run("stack/restore", ENV="staging", FROM="production", BACKUP="latest", YES="1", MANAGE="1")
    assert run.returncode == 1
    assert does(stack)[-1].endswith(f"discard {FRESH}")


def test_it_asks_first(stack: StackMachine) -> None:
    assert "Nothing was changed" in stack.run("stack/restore", BACKUP="latest").stderr  # nobody answers
    assert does(stack) == [f"{IN_BACKUP} show latest"]


def test_a_restore_that_fails_has_nothing_to_drop(stack: StackMachine) -> None:
    assert stack.run("stack/restore", BACKUP="latest", YES="1", RESTORE="fails").returncode != 0
    assert does(stack)[-1] == f"{IN_BACKUP} restore latest"


@pytest.mark.parametrize("fault", [{"MANAGE": "1"}, {"SWAP": "1"}])
def test_what_fails_before_the_swap_drops_the_new_database(stack: StackMachine, fault: dict[str, str]) -> None:
    assert stack.run("stack/restore", BACKUP="latest", YES="1", **fault).returncode == 1
    assert does(stack)[-1] == f"{IN_BACKUP} discard {FRESH}"


def test_the_private_key_goes_in_by_standard_input(stack: StackMachine) -> None:
    key = stack.checkout / "key.txt"
    key.write_text("AGE-SECRET-KEY-1")
    stack.run("stack/restore", BACKUP="latest", YES="1", IDENTITY=str(key))
    assert f"{IN_BACKUP} restore latest --identity" in does(stack)
    assert "AGE-SECRET-KEY" not in stack.docker_log.read_text()


def test_which_backup_has_to_be_said(stack: StackMachine) -> None:
    assert "BACKUP=latest make restore" in stack.refusal("stack/restore")
    assert "ENV=staging make backups" in stack.refusal("stack/restore", ENV="staging")


def test_a_private_key_that_is_not_there(stack: StackMachine) -> None:
    assert "key.txt is missing" in stack.refusal("stack/restore", BACKUP="latest", IDENTITY="key.txt")


@pytest.mark.parametrize("script", ["backup", "backups", "restore"])
def test_without_the_sidecar_each_says_so(stack: StackMachine, script: str) -> None:
    assert "`make up` first" in stack.refusal(f"stack/{script}", BACKUP="latest", NO_SIDECAR="1")


@pytest.mark.parametrize("script", ["backup", "backups", "restore"])
def test_without_docker_each_says_so(stack: StackMachine, script: str) -> None:
    (stack.bin / "docker").unlink()
    assert "Docker is needed" in stack.refusal(f"stack/{script}", BACKUP="latest")


def test_another_version_is_started_after_a_backup(stack: StackMachine, free_port: str) -> None:
    bucket = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING": "toponaut/web:v1.1.0"}
    assert stack.run("stack/up", TAG="v1.2.0", **bucket).returncode == 0
    assert does(stack) == [f"{IN_BACKUP} take --kind release"]
    assert stack.started()


def test_it_is_not_started_when_the_backup_fails(stack: StackMachine, free_port: str) -> None:
    bucket = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING": "toponaut/web:v1.1.0"}
    refused = stack.run("stack/up", TAG="v1.2.0", TAKE="1", **bucket)
    assert "NO_BACKUP=1 make up" in refused.stderr
    assert not stack.started()
    assert stack.run("stack/up", TAG="v1.2.0", TAKE="1", NO_BACKUP="1", **bucket).returncode == 0


@pytest.mark.parametrize("there", [{"BACKUP_BUCKET": ""}, {"RUNNING": ""}, {"TAG": "v1.1.0"}, {"NO_SIDECAR": "1"}])
def test_otherwise_it_is_started_at_once(stack: StackMachine, free_port: str, there: dict[str, str]) -> None:
    usual = {"HTTP_PORT": free_port, "BACKUP_BUCKET": "b", "RUNNING": "toponaut/web:v1.1.0", "TAG": "v1.2.0"}
    assert stack.run("stack/up", **(usual | there)).returncode == 0
    assert does(stack) == []
