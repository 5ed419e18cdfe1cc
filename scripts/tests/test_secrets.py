"""`make secrets`: good secrets in files that only the containers and their operator see, and nothing lost."""

import stat

import pytest

from scripts.tests.stack_machine import StackMachine

NAMES = ("backup_password", "postgres_password", "secret_key")
KEYS = ("s3_access_key", "s3_secret_key", "twilio_token")


def test_it_makes_long_random_secrets(stack: StackMachine) -> None:
    stack.in_production()
    values = [(stack.secrets / name).read_text() for name in NAMES]
    assert sorted(path.name for path in stack.secrets.iterdir()) == sorted(NAMES + KEYS)
    assert len(set(values)) == 3
    for value in values:
        assert len(value.strip()) == 64
        assert value.strip().replace("-", "").replace("_", "").isalnum()


def test_the_buckets_keys_are_files_to_be_filled_in(stack: StackMachine) -> None:
    stack.in_production()
    assert [(stack.secrets / name).read_text() for name in KEYS] == [""] * 3
    assert {stat.S_IMODE((stack.secrets / name).stat().st_mode) for name in KEYS} == {0o644}
    (stack.secrets / "s3_access_key").write_text("the provider's\n")
    run = stack.run("stack/secrets")
    assert "kept ./secrets/s3_access_key" in run.stdout
    assert (stack.secrets / "s3_access_key").read_text() == "the provider's\n"


def test_the_folder_keeps_others_out_and_the_files_let_every_container_in(stack: StackMachine) -> None:
    stack.in_production()
    assert stat.S_IMODE(stack.secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE((stack.secrets / name).stat().st_mode) for name in NAMES} == {0o444}


def test_it_makes_an_env_that_names_the_folder(stack: StackMachine) -> None:
    run = stack.run("stack/secrets")
    example = (stack.checkout / ".env.example").read_text()
    assert stack.dotenv.read_text() == example.replace("\nSECRETS_DIR=\n", "\nSECRETS_DIR=./secrets\n")
    for word in ("made secrets/secret_key", "made .env", "ALLOWED_HOSTS", "HTTP_ADDRESS", "HTTP_PORT", "make up"):
        assert word in run.stdout.replace("./", "")


def test_a_second_time_it_keeps_everything(stack: StackMachine) -> None:
    stack.in_production()
    before = {path: path.read_bytes() for path in (stack.dotenv, *stack.secrets.iterdir())}
    run = stack.run("stack/secrets")
    assert {path: path.read_bytes() for path in before} == before
    assert "kept ./secrets/secret_key" in run.stdout
    assert "made" not in run.stdout


def test_it_makes_only_what_is_missing_or_empty(stack: StackMachine) -> None:
    stack.in_production()
    kept = (stack.secrets / "postgres_password").read_text()
    stack.secret("secret_key", "")
    run = stack.run("stack/secrets")
    assert "made ./secrets/secret_key" in run.stdout
    assert len((stack.secrets / "secret_key").read_text()) > 60
    assert (stack.secrets / "postgres_password").read_text() == kept


def test_an_operators_own_env_is_completed_not_replaced(stack: StackMachine) -> None:
    stack.configured(HTTP_PORT="80", ALLOWED_HOSTS="toponaut.example")
    stack.in_production()
    assert stack.dotenv.read_text() == "HTTP_PORT=80\nALLOWED_HOSTS=toponaut.example\nSECRETS_DIR=./secrets\n"


def test_a_folder_of_the_operators_choice(stack: StackMachine) -> None:
    stack.configured(SECRETS_DIR=f'"{stack.checkout}/elsewhere/held"  # by root')
    stack.in_production()
    assert len(list((stack.checkout / "elsewhere" / "held").iterdir())) == 6
    assert not stack.secrets.exists()


def test_staging_has_its_own(stack: StackMachine) -> None:
    stack.in_production()
    run = stack.run("stack/secrets", ENV="staging")
    assert run.returncode == 0, run.stderr
    staging = stack.checkout / "secrets-staging"
    assert "\nSTAGING_SECRETS_DIR=./secrets-staging\n" in stack.dotenv.read_text()
    assert "\nSECRETS_DIR=./secrets\n" in stack.dotenv.read_text()
    for name in NAMES:
        assert (staging / name).read_text() != (stack.secrets / name).read_text()


@pytest.mark.parametrize("value", ["change-me", "short", "x" * 23, "with/slash" * 9])
def test_a_bad_password_is_named_and_left_to_its_owner(stack: StackMachine, value: str) -> None:
    stack.in_production()
    file = stack.secret("postgres_password", value)
    refusal = stack.refusal("stack/secrets")
    assert "./secrets/postgres_password" in refusal
    assert "delete it and run `make secrets`" in refusal
    assert file.read_text() == value


def test_an_open_folder_is_refused_before_anything_is_put_there(stack: StackMachine) -> None:
    stack.secrets.mkdir(mode=0o755)
    assert "chmod 700 ./secrets" in stack.refusal("stack/secrets")
    assert list(stack.secrets.iterdir()) == []
    assert not stack.dotenv.exists()


def test_an_unknown_environment(stack: StackMachine) -> None:
    assert "ENV='test' is not known: expected production or staging" in stack.refusal("stack/secrets", ENV="test")
