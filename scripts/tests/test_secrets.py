"""`make secrets`: random secrets in files that only containers and the operator can read; existing files are kept."""

import stat

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow

SECRETS = ("backup_password", "postgres_password", "secret_key")
PROVIDER_KEYS = (
    "s3_access_key", "s3_secret_key", "twilio_token", "smtp_password", "alert_webhook_url", "status_access_key",
    "status_secret_key",
)  # fmt: skip


def test_secrets_are_long_and_random(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    values = [(stack.secrets / name).read_text() for name in SECRETS]
    assert sorted(path.name for path in stack.secrets.iterdir()) == sorted(SECRETS + PROVIDER_KEYS)
    assert len(set(values)) == 3
    for value in values:
        assert len(value.strip()) == 64
        assert value.strip().replace("-", "").replace("_", "").isalnum()


def test_provider_keys_are_empty_files_to_fill_in(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    assert [(stack.secrets / name).read_text() for name in PROVIDER_KEYS] == [""] * 7
    assert {stat.S_IMODE((stack.secrets / name).stat().st_mode) for name in PROVIDER_KEYS} == {0o644}
    (stack.secrets / "s3_access_key").write_text("the provider's\n")
    run = stack.run("stack/secrets")
    assert "kept ./secrets/s3_access_key" in run.stdout
    assert (stack.secrets / "s3_access_key").read_text() == "the provider's\n"


def test_folder_keeps_other_users_out_and_containers_can_read_the_files(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    assert stat.S_IMODE(stack.secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE((stack.secrets / name).stat().st_mode) for name in SECRETS} == {0o444}


def test_dotenv_names_the_folder(stack: FakeDockerMachine) -> None:
    run = stack.run("stack/secrets")
    example = (stack.checkout / ".env.example").read_text()
    assert stack.dotenv.read_text() == example.replace("\nSECRETS_DIR=\n", "\nSECRETS_DIR=./secrets\n")
    for text in ("created secrets/secret_key", "created .env", "ALLOWED_HOSTS", "HTTP_ADDRESS", "HTTP_PORT", "make up"):
        assert text in run.stdout.replace("./", "")


def test_second_run_keeps_everything(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    before = {path: path.read_bytes() for path in (stack.dotenv, *stack.secrets.iterdir())}
    run = stack.run("stack/secrets")
    assert {path: path.read_bytes() for path in before} == before
    assert "kept ./secrets/secret_key" in run.stdout
    assert "created" not in run.stdout


def test_only_missing_or_empty_files_are_created(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    before = (stack.secrets / "postgres_password").read_text()
    stack.write_secret("secret_key", "")
    run = stack.run("stack/secrets")
    assert "created ./secrets/secret_key" in run.stdout
    assert len((stack.secrets / "secret_key").read_text()) > 60
    assert (stack.secrets / "postgres_password").read_text() == before


def test_existing_dotenv_is_completed(stack: FakeDockerMachine) -> None:
    stack.write_dotenv(HTTP_PORT="80", ALLOWED_HOSTS="toponaut.example")
    stack.set_up_production()
    assert stack.dotenv.read_text() == "HTTP_PORT=80\nALLOWED_HOSTS=toponaut.example\nSECRETS_DIR=./secrets\n"


def test_operator_can_choose_the_folder(stack: FakeDockerMachine) -> None:
    stack.write_dotenv(SECRETS_DIR=f'"{stack.checkout}/elsewhere/secrets"  # by root')
    stack.set_up_production()
    assert len(list((stack.checkout / "elsewhere" / "secrets").iterdir())) == 10
    assert not stack.secrets.exists()


def test_staging_has_secrets_of_its_own(stack: FakeDockerMachine) -> None:
    stack.set_up_production()
    run = stack.run("stack/secrets", ENV="staging")
    assert run.returncode == 0, run.stderr
    staging = stack.checkout / "secrets-staging"
    assert "\nSTAGING_SECRETS_DIR=./secrets-staging\n" in stack.dotenv.read_text()
    assert "\nSECRETS_DIR=./secrets\n" in stack.dotenv.read_text()
    for name in SECRETS:
        assert (staging / name).read_text() != (stack.secrets / name).read_text()


@pytest.mark.parametrize("value", ["change-me", "short", "x" * 23, "with/slash" * 9])
def test_bad_password_is_reported_and_kept(stack: FakeDockerMachine, value: str) -> None:
    stack.set_up_production()
    file = stack.write_secret("postgres_password", value)
    refusal = stack.refusal("stack/secrets")
    assert "./secrets/postgres_password" in refusal
    assert "delete it and run `make secrets`" in refusal
    assert file.read_text() == value


def test_refused_if_other_users_can_open_the_folder(stack: FakeDockerMachine) -> None:
    stack.secrets.mkdir(mode=0o755)
    assert "chmod 700 ./secrets" in stack.refusal("stack/secrets")
    assert list(stack.secrets.iterdir()) == []
    assert not stack.dotenv.exists()


def test_refused_if_environment_is_unknown(stack: FakeDockerMachine) -> None:
    assert "ENV='test' is not known: expected production or staging" in stack.refusal("stack/secrets", ENV="test")
