"""`make down`, `logs`, `ps` and `shell`: the Docker commands that they run."""

import re

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

PRODUCTION = "compose -f compose.yaml"


def test_down_keeps_the_data_and_says_how_to_delete_it(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/stack", "down")
    assert stack.docker_calls()[-1] == f"{PRODUCTION} down"
    assert "The data stays" in run.stdout
    assert "scripts/stack/stack.sh down --volumes" in run.stdout


def test_down_of_staging_does_not_touch_production(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/stack", "down", ENV="staging")
    assert stack.docker_calls()[-1] == f"{PRODUCTION} -f compose.staging.yaml down"
    assert "ENV=staging scripts/stack/stack.sh down --volumes" in run.stdout


def test_down_needs_no_settings(stack: FakeDockerMachine) -> None:
    stack.write_dotenv(SECRETS_DIR="")
    assert stack.run("stack/stack", "down").returncode == 0
    assert "SECRETS_DIR=./secrets " in stack.docker_env.read_text()


def test_logs_of_all_services_and_of_one(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "logs")
    stack.run("stack/stack", "logs", SERVICE="web")
    of_all, of_web = (line for line in stack.docker_calls() if "logs" in line)
    assert of_all == f"{PRODUCTION} logs --follow --tail 100"
    assert of_web == f"{of_all} web"


def test_ps_shows_stopped_containers_too(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "ps")
    assert stack.docker_calls()[-1].startswith(f"{PRODUCTION} ps --all")


def test_shell_in_web_or_in_another_service(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "shell")
    stack.run("stack/stack", "shell", SERVICE="postgres")
    assert [line for line in stack.docker_calls() if "exec" in line] == [
        f"{PRODUCTION} exec -T web bash",
        f"{PRODUCTION} exec -T postgres bash",
    ]


def test_bans_are_listed_and_lifted_in_the_container(stack: FakeDockerMachine) -> None:
    stack.run("stack/stack", "bans")
    stack.run("stack/stack", "unban", IP="203.0.113.7")
    assert [line for line in stack.docker_calls() if "exec" in line] == [
        f"{PRODUCTION} exec -T fail2ban bans",
        f"{PRODUCTION} exec -T fail2ban bans lift 203.0.113.7",
    ]


def test_unban_asks_for_an_address_and_for_a_running_stack(stack: FakeDockerMachine) -> None:
    assert "make unban IP=203.0.113.7" in stack.refusal("stack/stack", "unban")
    assert "run `make up` first" in stack.refusal("stack/stack", "bans", SIDECARS_DOWN="1")


@pytest.mark.parametrize("command", ["down", "logs", "ps", "shell", "bans"])
def test_refused_without_docker(stack: FakeDockerMachine, command: str) -> None:
    (stack.bin / "docker").unlink()
    assert "Docker is needed" in stack.refusal("stack/stack", command)


def test_down_with_volumes_deletes_the_data(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/stack", "down", "--volumes", "--timeout", "5")
    assert stack.docker_calls()[-1] == f"{PRODUCTION} down --volumes --timeout 5"
    assert "The data stays" not in run.stdout


def test_help_lists_every_command(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/stack", "--help")
    listed = re.findall(r"^  ([a-z-]+)   ", run.stdout, re.MULTILINE)
    assert listed == [
        "down",
        "logs",
        "ps",
        "shell",
        "backup",
        "backups",
        "plays",
        "bans",
        "unban",
        "check-alerts",
        "logs-report",
    ]


@pytest.mark.parametrize("command", [[], ["reboot"]], ids=["none", "unknown"])
def test_unknown_command_is_refused(stack: FakeDockerMachine, command: list[str]) -> None:
    assert "scripts/stack/stack.sh --help lists them" in stack.refusal("stack/stack", *command)
    assert stack.docker_calls() == []
