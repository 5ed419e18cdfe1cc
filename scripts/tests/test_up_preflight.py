"""`make up` where something is wrong: one line that says what to do, and nothing started."""

import pytest

from scripts.tests.stack_machine import StackMachine

pytestmark = pytest.mark.slow


def refusal(stack: StackMachine, **environ: str) -> str:
    before = sorted(stack.checkout.rglob("*"))
    message = stack.refusal("stack/up", **environ)
    assert sorted(stack.checkout.rglob("*")) == before
    assert not stack.started()
    return message


def test_no_docker(stack: StackMachine) -> None:
    (stack.bin / "docker").unlink()
    assert "apt-get install docker.io docker-compose docker-buildx" in refusal(stack)


def test_no_engine_answers(stack: StackMachine) -> None:
    stack.has("docker", '[ "$1" != info ]')
    assert "No Docker engine answers. Start it (systemctl start docker)" in refusal(stack)


def test_no_buildx(stack: StackMachine) -> None:
    stack.has("docker", '[ "$1" != buildx ]')
    assert "apt-get install docker-buildx" in refusal(stack)


def test_no_compose(stack: StackMachine) -> None:
    stack.has("docker", '[ "$1" != compose ]')
    assert "Docker Compose 2.24 or newer is needed. On Debian" in refusal(stack)


@pytest.mark.parametrize("version", ["1.29.2", "2.3.3", "v2.23.9-desktop.1"])
def test_an_old_compose(stack: StackMachine, version: str) -> None:
    assert f"found {version.removeprefix('v')}" in refusal(stack, COMPOSE_VERSION=version)


def test_an_unknown_environment(stack: StackMachine) -> None:
    assert "ENV='prod' is not known: expected production or staging" in refusal(stack, ENV="prod")


def test_an_untouched_copy_of_the_example(stack: StackMachine) -> None:
    (stack.checkout / ".env.example").rename(stack.dotenv)
    assert "SECRETS_DIR is not set in .env: run `make secrets` once" in refusal(stack)


def test_staging_does_not_take_productions_secrets(stack: StackMachine) -> None:
    stack.in_production()
    assert "STAGING_SECRETS_DIR is not set in .env: run `ENV=staging make secrets`" in refusal(stack, ENV="staging")


def test_a_missing_secret(stack: StackMachine) -> None:
    stack.in_production()
    (stack.secrets / "secret_key").unlink()
    assert "./secrets/secret_key is missing" in refusal(stack)


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("", "is empty"),
        ("change-me", "holds an example"),
        ("change-me-change-me-change-me-change-me", "holds an example"),
        ("x" * 31, "has 31 characters where at least 32 are needed"),
    ],
)
def test_a_bad_secret(stack: StackMachine, value: str, wrong: str) -> None:
    stack.in_production()
    stack.secret("secret_key", value)
    message = refusal(stack)
    assert f"./secrets/secret_key {wrong}" in message
    assert "make secrets" in message


def test_a_secret_that_the_containers_cannot_read(stack: StackMachine) -> None:
    stack.in_production()
    (stack.secrets / "secret_key").chmod(0o400)
    assert "chmod 444 ./secrets/secret_key" in refusal(stack)


def test_a_folder_that_everybody_can_look_into(stack: StackMachine) -> None:
    stack.in_production()
    stack.secrets.chmod(0o755)
    assert "chmod 700 ./secrets" in refusal(stack)


def test_development_secrets_are_not_for_others(stack: StackMachine) -> None:
    assert "secrets in var/ are for development" in refusal(stack, HTTP_ADDRESS="0.0.0.0")


def test_development_secrets_named_in_an_env_are_still_those(stack: StackMachine) -> None:
    stack.configured(SECRETS_DIR="./var/secrets", HTTP_ADDRESS="192.0.2.7")
    stack.in_production()
    message = refusal(stack)
    assert "HTTP_ADDRESS=192.0.2.7 lets others in" in message
    assert "make secrets" in message


def test_a_taken_port(stack: StackMachine, taken_port: int) -> None:
    message = refusal(stack, HTTP_PORT=str(taken_port))
    assert f"Port {taken_port} of 127.0.0.1 is taken" in message
    assert f"HTTP_PORT={taken_port + 1000 if taken_port < 64536 else 8080} make up" in message


def test_a_taken_port_where_everybody_is_let_in(stack: StackMachine, taken_port: int) -> None:
    stack.in_production()
    assert "is taken" in refusal(stack, HTTP_PORT=str(taken_port), HTTP_ADDRESS="0.0.0.0")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "123456"])
def test_a_port_that_is_none(stack: StackMachine, port: str) -> None:
    message = refusal(stack, HTTP_PORT=port)
    assert f"HTTP_PORT='{port}' is not a port: expected a number from 1 to 65535" in message


def test_a_bucket_without_its_keys(stack: StackMachine) -> None:
    stack.in_production()
    message = refusal(stack, BACKUP_BUCKET="b")
    assert "BACKUP_BUCKET is set, and ./secrets/s3_access_key is empty" in message


def test_a_missing_file_for_a_key(stack: StackMachine) -> None:
    stack.in_production()
    (stack.secrets / "s3_secret_key").unlink()
    assert "./secrets/s3_secret_key is missing" in refusal(stack)


def test_an_account_for_sms_without_its_token(stack: StackMachine) -> None:
    stack.in_production()
    message = refusal(stack, TWILIO_ACCOUNT_SID="AC0123456789")
    assert "TWILIO_ACCOUNT_SID is set, and ./secrets/twilio_token is empty" in message
