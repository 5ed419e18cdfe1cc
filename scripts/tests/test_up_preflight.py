"""`make up` when something is wrong prints one line that says what to do, and starts nothing."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow


def refusal(stack: FakeDockerMachine, **environ: str) -> str:
    before = sorted(stack.checkout.rglob("*"))
    message = stack.refusal("stack/up", **environ)
    assert sorted(stack.checkout.rglob("*")) == before
    assert not stack.started()
    return message


def test_refused_without_docker(stack: FakeDockerMachine) -> None:
    (stack.bin / "docker").unlink()
    assert "apt-get install docker.io docker-compose docker-buildx" in refusal(stack)


def test_refused_if_no_engine_answers(stack: FakeDockerMachine) -> None:
    stack.install("docker", '[ "$1" != info ]')
    assert "No Docker engine answers. Start it (systemctl start docker)" in refusal(stack)


def test_refused_without_buildx(stack: FakeDockerMachine) -> None:
    stack.install("docker", '[ "$1" != buildx ]')
    assert "apt-get install docker-buildx" in refusal(stack)


def test_refused_without_compose(stack: FakeDockerMachine) -> None:
    stack.install("docker", '[ "$1" != compose ]')
    assert "Docker Compose 2.24 or newer is needed. On Debian" in refusal(stack)


@pytest.mark.parametrize("version", ["1.29.2", "2.3.3", "v2.23.9-desktop.1"])
def test_refused_with_an_old_compose(stack: FakeDockerMachine, version: str) -> None:
    assert f"found {version.removeprefix('v')}" in refusal(stack, COMPOSE_VERSION=version)


def test_refused_if_environment_is_unknown(stack: FakeDockerMachine) -> None:
    assert "ENV='prod' is not known: expected production or staging" in refusal(stack, ENV="prod")


def test_refused_with_an_unchanged_copy_of_the_example(stack: FakeDockerMachine) -> None:
    (stack.checkout / ".env.example").rename(stack.dotenv)
    assert "SECRETS_DIR is not set in .env: run `make secrets` once" in refusal(stack)


def test_refused_for_staging_with_secrets_of_production_only(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    assert "STAGING_SECRETS_DIR is not set in .env: run `ENV=staging make secrets`" in refusal(stack, ENV="staging")


def test_refused_if_a_secret_is_missing(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    (stack.secrets / "secret_key").unlink()
    assert "./secrets/secret_key is missing" in refusal(stack)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("", "is empty"),
        ("change-me", "holds a well-known example"),
        ("change-me-change-me-change-me-change-me", "holds a well-known example"),
        ("x" * 31, "has 31 characters where at least 32 are needed"),
    ],
)
def test_refused_if_a_secret_is_bad(stack: FakeDockerMachine, value: str, problem: str) -> None:
    stack.set_up_production()
    stack.write_secret("secret_key", value)
    message = refusal(stack)
    assert f"./secrets/secret_key {problem}" in message
    assert "make secrets" in message


def test_refused_if_containers_cannot_read_a_secret(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    (stack.secrets / "secret_key").chmod(0o400)
    assert "chmod 444 ./secrets/secret_key" in refusal(stack)


def test_refused_if_other_users_can_open_the_folder_of_secrets(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    stack.secrets.chmod(0o755)
    assert "chmod 700 ./secrets" in refusal(stack)


def test_refused_if_others_could_connect_with_development_secrets(stack: FakeDockerMachine) -> None:
    assert "secrets in var/ are for development" in refusal(stack, HTTP_ADDRESS="0.0.0.0")


def test_refused_if_dotenv_names_the_development_secrets(stack: FakeDockerMachine) -> None:
    stack.write_dotenv(SECRETS_DIR="./var/secrets", HTTP_ADDRESS="192.0.2.7")
    stack.set_up_production()
    message = refusal(stack)
    assert "HTTP_ADDRESS=192.0.2.7 lets other machines connect" in message
    assert "make secrets" in message


def test_refused_if_port_is_taken(stack: FakeDockerMachine, taken_port: int) -> None:
    message = refusal(stack, HTTP_PORT=str(taken_port))
    assert f"Port {taken_port} of 127.0.0.1 is taken" in message
    assert f"HTTP_PORT={taken_port + 1000 if taken_port < 64536 else 8080} make up" in message


def test_refused_if_port_is_taken_on_all_addresses(stack: FakeDockerMachine, taken_port: int) -> None:
    stack.set_up_production()
    assert "is taken" in refusal(stack, HTTP_PORT=str(taken_port), HTTP_ADDRESS="0.0.0.0")


@pytest.mark.parametrize("address", ["::", "[::", "true"])
def test_refused_if_the_ipv6_address_has_no_brackets(stack: FakeDockerMachine, free_port: str, address: str) -> None:
    message = refusal(stack, HTTP_PORT=free_port, HTTP_ADDRESS_IPV6=address)
    assert f"HTTP_ADDRESS_IPV6={address} is not an IPv6 address in brackets: expected one like [::]" in message


def test_refused_if_docker_would_hide_the_addresses_of_ipv6(stack: FakeDockerMachine, free_port: str) -> None:
    message = refusal(stack, HTTP_PORT=free_port, HTTP_ADDRESS_IPV6="[::1]")
    assert "HTTP_ADDRESS_IPV6 is set, and this Docker has no IPv6" in message
    assert "STEPS=docker scripts/host/install.sh" in message
    assert "leave HTTP_ADDRESS_IPV6 empty" in message


def test_refused_if_others_could_connect_by_ipv6_with_development_secrets(
    stack: FakeDockerMachine, free_port: str
) -> None:
    message = refusal(stack, HTTP_PORT=free_port, HTTP_ADDRESS_IPV6="[::]", BRIDGE_HAS_IPV6="true")
    assert "HTTP_ADDRESS_IPV6=[::] lets other machines" in message


@pytest.mark.parametrize("docker", [{"BRIDGE_HAS_IPV6": "true"}, {"DOCKER_VERSION": "27.0.1"}])
def test_started_by_ipv6_where_docker_forwards_it(
    stack: FakeDockerMachine, free_port: str, docker: dict[str, str]
) -> None:
    run = stack.run("stack/up", HTTP_PORT=free_port, HTTP_ADDRESS_IPV6="[::1]", **docker)
    assert (run.returncode, run.stderr) == (0, "")
    assert stack.started()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "123456"])
def test_refused_if_port_is_not_a_port_number(stack: FakeDockerMachine, port: str) -> None:
    message = refusal(stack, HTTP_PORT=port)
    assert f"HTTP_PORT='{port}' is not a port: expected a number from 1 to 65535" in message


def test_refused_if_the_bucket_has_no_keys(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    message = refusal(stack, BACKUP_BUCKET="b")
    assert "BACKUP_BUCKET is set, and ./secrets/s3_access_key is empty" in message


def test_only_staging_needs_the_keys_of_the_status_page(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    assert stack.run("stack/secrets", ENV="staging").returncode == 0
    message = refusal(stack, ENV="staging", STATUS_BUCKET="b")
    assert "STATUS_BUCKET is set, and ./secrets-staging/status_access_key is empty" in message
    run = stack.run("stack/up", STATUS_BUCKET="b")
    assert run.returncode == 0, run.stderr


def test_status_page_that_is_written_beside_production_must_say_so(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    assert stack.run("stack/secrets", ENV="staging").returncode == 0
    message = refusal(stack, ENV="staging", STATUS_PAGE="other-machine", PRODUCTION_HERE="1")
    assert "production runs on this machine" in message
    assert "set STATUS_PAGE=same-machine" in message
    for environ in (
        {"STATUS_PAGE": "other-machine"},
        {"STATUS_PAGE": "same-machine", "PRODUCTION_HERE": "1"},
        {"PRODUCTION_HERE": "1"},
    ):
        run = stack.run("stack/up", ENV="staging", **environ)
        assert run.returncode == 0, run.stderr


def test_refused_if_the_file_of_a_key_is_missing(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    (stack.secrets / "s3_secret_key").unlink()
    assert "./secrets/s3_secret_key is missing" in refusal(stack)


def test_refused_if_the_sms_account_has_no_token(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    message = refusal(stack, TWILIO_ACCOUNT_SID="AC0123456789")
    assert "TWILIO_ACCOUNT_SID is set, and ./secrets/twilio_token is empty" in message
