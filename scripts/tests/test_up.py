"""`make up`: what it starts, with which secrets, and what it prints when that fails. Docker is a fake here."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow

UP = "compose -f compose.yaml up -d --build --wait"
UP_STAGING = "compose -f compose.yaml -f compose.staging.yaml up -d --build --wait"


def test_laptop_gets_development_secrets_on_loopback(stack: FakeDockerMachine, free_port: str) -> None:
    run = stack.run("stack/up", HTTP_PORT=free_port)
    assert run.stdout.splitlines() == [
        "running with development secrets (var/secrets), on 127.0.0.1 only",
        f"Toponaut is at http://localhost:{free_port} (`make down` stops it)",
    ]
    assert stack.start_calls()[-1].startswith(UP)
    assert "SECRETS_DIR=./var/secrets " in stack.docker_env.read_text()
    assert len((stack.checkout / "var/secrets/secret_key").read_text().strip()) == 64
    assert not stack.dotenv.exists()


def test_laptop_keeps_its_secrets(stack: FakeDockerMachine, free_port: str) -> None:
    file = stack.checkout / "var/secrets/postgres_password"
    stack.run("stack/up", HTTP_PORT=free_port)
    before = file.read_text()
    assert stack.run("stack/up", HTTP_PORT=free_port).returncode == 0
    assert file.read_text() == before


def test_production_uses_its_own_secrets(stack: FakeDockerMachine, free_port: str) -> None:
    stack.set_up_production()
    run = stack.run("stack/up", HTTP_PORT=free_port)
    assert "development" not in run.stdout
    assert "SECRETS_DIR=./secrets " in stack.docker_env.read_text()
    assert not (stack.checkout / "var" / "secrets").exists()


def test_containers_are_recreated_only_if_secrets_change(stack: FakeDockerMachine, free_port: str) -> None:
    def recreate_option() -> str:
        assert stack.run("stack/up", HTTP_PORT=free_port).returncode == 0
        return stack.start_calls()[-1].removeprefix(UP)

    assert [recreate_option(), recreate_option()] == [" --force-recreate", ""]
    stack.set_up_production()
    assert [recreate_option(), recreate_option()] == [" --force-recreate", ""]
    (stack.secrets / "postgres_password").unlink()
    stack.set_up_production()
    assert [recreate_option(), recreate_option()] == [" --force-recreate", ""]


def test_containers_are_recreated_after_a_failed_start(stack: FakeDockerMachine, free_port: str) -> None:
    stack.run("stack/up", HTTP_PORT=free_port, UP_EXIT="1")
    stack.run("stack/up", HTTP_PORT=free_port)
    assert stack.start_calls()[-1] == f"{UP} --force-recreate"


def test_environment_alone_can_configure_it(stack: FakeDockerMachine, free_port: str) -> None:
    stack.set_up_production()
    stack.dotenv.unlink()
    run = stack.run("stack/up", HTTP_PORT=free_port, SECRETS_DIR=str(stack.secrets))
    assert run.returncode == 0, run.stderr
    assert "development" not in run.stdout


def test_staging_adds_its_own_file_secrets_and_port(stack: FakeDockerMachine, free_port: str) -> None:
    assert stack.run("stack/secrets", ENV="staging").returncode == 0
    run = stack.run("stack/up", ENV="staging", STAGING_HTTP_PORT=free_port)
    assert f"http://localhost:{free_port} (`ENV=staging make down` stops it)" in run.stdout
    assert stack.start_calls()[-1].startswith(UP_STAGING)
    assert "STAGING_SECRETS_DIR=./secrets-staging" in stack.docker_env.read_text()


def test_tag_is_passed_to_compose(stack: FakeDockerMachine, free_port: str) -> None:
    stack.run("stack/up", HTTP_PORT=free_port, TAG="v1.2.0")
    assert stack.docker_env.read_text().splitlines()[-1].endswith("TAG=v1.2.0")


def test_a_quiz_is_played_at_the_end(stack: FakeDockerMachine, free_port: str) -> None:
    """As a visitor of the site's own domain, so it does not matter whether the site answers to localhost."""
    run = stack.run("stack/up", HTTP_PORT=free_port, ALLOWED_HOSTS=".toponaut.example, localhost")
    assert run.returncode == 0, run.stderr
    assert stack.docker_calls()[-1].startswith("run --rm --interactive --pull never --network container:id ")
    assert stack.docker_calls()[-1].endswith("toponaut/web:dev -I - toponaut.example dev")


def test_a_site_that_does_not_work_fails_the_start(stack: FakeDockerMachine, free_port: str) -> None:
    run = stack.run("stack/up", HTTP_PORT=free_port, SITE_PROBLEM="the site does not work: GET /readyz answered 503")
    assert run.returncode == 1
    problem = "the site does not work: GET /readyz answered 503"
    assert run.stderr.startswith(f"toponaut: Every container of dev runs, and {problem}. For the reason: SERVICE=web")


def test_port_of_the_stacks_own_nginx_counts_as_free(stack: FakeDockerMachine, taken_port: int) -> None:
    run = stack.run("stack/up", HTTP_PORT=str(taken_port), OWN_PORT=f"127.0.0.1:{taken_port}")
    assert run.returncode == 0, run.stderr


def test_published_site_without_domain_name_is_warned(stack: FakeDockerMachine, free_port: str) -> None:
    stack.set_up_production()
    run = stack.run("stack/up", HTTP_PORT=free_port, HTTP_ADDRESS="0.0.0.0")
    assert "set ALLOWED_HOSTS in .env" in run.stdout
    run = stack.run("stack/up", HTTP_PORT=free_port, HTTP_ADDRESS="0.0.0.0", ALLOWED_HOSTS="toponaut.example")
    assert "ALLOWED_HOSTS" not in run.stdout


def test_failure_names_the_services_and_shows_their_last_lines(stack: FakeDockerMachine, free_port: str) -> None:
    states = r"redis running 0 healthy\nmigrate exited 1 \npostgres restarting 1 \nweb created 0 \n"
    run = stack.run("stack/up", HTTP_PORT=free_port, UP_EXIT="1", CONTAINER_STATES=states)
    assert run.returncode == 1
    assert "did not start because of: migrate postgres." in run.stderr
    assert stack.docker_calls()[-1] == "compose -f compose.yaml logs --no-color --tail 30 migrate postgres"


def test_failed_build_points_to_the_messages_of_docker(stack: FakeDockerMachine, free_port: str) -> None:
    run = stack.run("stack/up", HTTP_PORT=free_port, UP_EXIT="17")
    assert run.returncode == 1
    assert "Docker's messages are above" in run.stderr
