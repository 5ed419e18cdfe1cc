"""`make up`: what it starts and with whose secrets, and what it says when that fails. Docker is a fake here."""

import pytest

from scripts.tests.stack_machine import StackMachine

pytestmark = pytest.mark.slow

PRODUCTION = "compose -f compose.yaml up -d --build --wait"
STAGING = "compose -f compose.yaml -f compose.staging.yaml up -d --build --wait"


def test_a_laptop_gets_development_secrets_on_loopback(stack: StackMachine, free_port: str) -> None:
    run = stack.run("stack/up", HTTP_PORT=free_port)
    assert run.stdout.splitlines() == [
        "running with development secrets (var/secrets), on 127.0.0.1 only",
        f"Toponaut is at http://localhost:{free_port} (`make down` stops it)",
    ]
    assert stack.asked_docker()[-1].startswith(PRODUCTION)
    assert "SECRETS_DIR=./var/secrets " in stack.docker_env.read_text()
    assert len((stack.checkout / "var/secrets/secret_key").read_text().strip()) == 64
    assert not stack.dotenv.exists()


def test_a_laptop_keeps_its_secrets(stack: StackMachine, free_port: str) -> None:
    file = stack.checkout / "var/secrets/postgres_password"
    stack.run("stack/up", HTTP_PORT=free_port)
    before = file.read_text()
    assert stack.run("stack/up", HTTP_PORT=free_port).returncode == 0
    assert file.read_text() == before


def test_production_takes_its_own(stack: StackMachine, free_port: str) -> None:
    stack.in_production()
    run = stack.run("stack/up", HTTP_PORT=free_port)
    assert "development" not in run.stdout
    assert "SECRETS_DIR=./secrets " in stack.docker_env.read_text()
    assert not (stack.checkout / "var" / "secrets").exists()


def test_containers_are_made_anew_only_for_other_secrets(stack: StackMachine, free_port: str) -> None:
    def starts() -> str:
        assert stack.run("stack/up", HTTP_PORT=free_port).returncode == 0
        return stack.asked_docker()[-1].removeprefix(PRODUCTION)

    assert [starts(), starts()] == [" --force-recreate", ""]
    stack.in_production()
    assert [starts(), starts()] == [" --force-recreate", ""]
    (stack.secrets / "postgres_password").unlink()
    stack.in_production()
    assert [starts(), starts()] == [" --force-recreate", ""]


def test_a_start_that_failed_vouches_for_nothing(stack: StackMachine, free_port: str) -> None:
    stack.run("stack/up", HTTP_PORT=free_port, UP="1")
    stack.run("stack/up", HTTP_PORT=free_port)
    assert stack.asked_docker()[-1] == f"{PRODUCTION} --force-recreate"


def test_the_environment_alone_may_configure_it(stack: StackMachine, free_port: str) -> None:
    stack.in_production()
    stack.dotenv.unlink()
    run = stack.run("stack/up", HTTP_PORT=free_port, SECRETS_DIR=str(stack.secrets))
    assert run.returncode == 0, run.stderr
    assert "development" not in run.stdout


def test_staging_adds_its_file_its_secrets_and_its_port(stack: StackMachine, free_port: str) -> None:
    assert stack.run("stack/secrets", ENV="staging").returncode == 0
    run = stack.run("stack/up", ENV="staging", STAGING_HTTP_PORT=free_port)
    assert f"http://localhost:{free_port} (`ENV=staging make down` stops it)" in run.stdout
    assert stack.asked_docker()[-1].startswith(STAGING)
    assert "STAGING_SECRETS_DIR=./secrets-staging" in stack.docker_env.read_text()


def test_a_tag_passes_through(stack: StackMachine, free_port: str) -> None:
    stack.run("stack/up", HTTP_PORT=free_port, TAG="v1.2.0")
    assert stack.docker_env.read_text().splitlines()[-1].endswith("TAG=v1.2.0")


def test_a_port_that_our_own_nginx_holds_is_free(stack: StackMachine, taken_port: int) -> None:
    run = stack.run("stack/up", HTTP_PORT=str(taken_port), OURS=f"127.0.0.1:{taken_port}")
    assert run.returncode == 0, run.stderr


def test_a_published_site_without_a_name_is_told_so(stack: StackMachine, free_port: str) -> None:
    stack.in_production()
    run = stack.run("stack/up", HTTP_PORT=free_port, HTTP_ADDRESS="0.0.0.0")
    assert "set ALLOWED_HOSTS in .env" in run.stdout
    run = stack.run("stack/up", HTTP_PORT=free_port, HTTP_ADDRESS="0.0.0.0", ALLOWED_HOSTS="toponaut.example")
    assert "ALLOWED_HOSTS" not in run.stdout


def test_a_failure_names_the_services_and_shows_their_last_lines(stack: StackMachine, free_port: str) -> None:
    states = r"redis running 0 healthy\nmigrate exited 1 \npostgres restarting 1 \nweb created 0 \n"
    run = stack.run("stack/up", HTTP_PORT=free_port, UP="1", STATES=states)
    assert run.returncode == 1
    assert "did not start because of: migrate postgres." in run.stderr
    assert stack.asked_docker()[-1] == "compose -f compose.yaml logs --no-color --tail 30 migrate postgres"


def test_a_failed_build_has_no_service_to_show(stack: StackMachine, free_port: str) -> None:
    run = stack.run("stack/up", HTTP_PORT=free_port, UP="17")
    assert run.returncode == 1
    assert "What Docker said about it stands above" in run.stderr
