"""Production refuses to start with a missing or weak secret, and says what to do. A restart applies a new one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.harness.compose_config import STAGING, run_compose_config
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.stack import Stack, make_secrets

REMEDY = "make secrets"
EXAMPLE_SECRET = "change-me" * 8


@pytest.fixture
def other_stack(images: None, tmp_path: Path) -> Iterator[Stack]:
    """A separate stack whose secrets the tests change. Its services do not stay up."""
    project = Stack("toponaut-test-secrets", tmp_path)
    yield project
    project.down()


def start_failure(project: Stack, service: str) -> str:
    """The output of a start that must fail."""
    with pytest.raises(AssertionError) as refused:
        project.compose("run", "--rm", "--no-deps", "--no-TTY", service)
    return str(refused.value)


def write_secret(project: Stack, name: str, value: str) -> None:
    file = Path(project.environ["SECRETS_DIR"]) / name
    file.chmod(0o644)
    file.write_text(value)


def test_compose_refuses_without_a_secrets_folder() -> None:
    refused = run_compose_config(SECRETS_DIR="")
    assert refused.returncode != 0
    assert REMEDY in refused.stderr


def test_staging_needs_its_own_secrets_folder() -> None:
    refused = run_compose_config(*STAGING, SECRETS_DIR="/secrets")
    assert refused.returncode != 0
    assert f"ENV=staging {REMEDY}" in refused.stderr


@pytest.mark.parametrize("service", ["web", "migrate"])
@pytest.mark.parametrize("value", ["", "short", EXAMPLE_SECRET])
def test_django_refuses_a_weak_secret_key(other_stack: Stack, service: str, value: str) -> None:
    write_secret(other_stack, "secret_key", value)
    output = start_failure(other_stack, service)
    assert "SECRET_KEY" in output
    assert REMEDY in output


@pytest.mark.parametrize("service", ["web", "migrate"])
@pytest.mark.parametrize("value", ["", "short", EXAMPLE_SECRET])
def test_django_refuses_a_weak_database_password(other_stack: Stack, service: str, value: str) -> None:
    write_secret(other_stack, "postgres_password", value)
    output = start_failure(other_stack, service)
    assert "DATABASE_PASSWORD" in output
    assert REMEDY in output


@pytest.mark.parametrize("name", ["postgres_password", "backup_password"])
@pytest.mark.parametrize("value", ["", "short", "it's " + EXAMPLE_SECRET])
def test_postgres_refuses_weak_passwords(other_stack: Stack, name: str, value: str) -> None:
    write_secret(other_stack, name, value)
    output = start_failure(other_stack, "postgres")
    assert f"postgres: the password in {name}" in output
    assert REMEDY in output


@pytest.mark.parametrize(("service", "name"), [("web", "secret_key"), ("postgres", "postgres_password")])
def test_missing_secret_file_stops_the_start(other_stack: Stack, service: str, name: str) -> None:
    (Path(other_stack.environ["SECRETS_DIR"]) / name).unlink()
    output = start_failure(other_stack, service)
    assert name in output


# In the web container: prints "in" if PostgreSQL accepts the password on standard input.
LOGIN_SCRIPT = (
    "import psycopg; psycopg.connect('postgresql://toponaut@postgres/toponaut', password=input()).close(); print('in')"
)


def test_new_password_file_changes_the_password(stack: Stack, tmp_path: Path) -> None:
    old = stack.secrets()["postgres_password"]
    new = make_secrets(tmp_path / "new") / "postgres_password"
    assert old != new.read_text()
    write_secret(stack, "postgres_password", new.read_text())
    stack.compose("restart", "postgres", "web")
    stack.wait_healthy()
    assert request(stack, "/readyz").status == 200
    assert request(stack, f"{MATCH_PATH}Changed").status == 200
    assert stack.exec("web", "sh", "-c", f'python -c "{LOGIN_SCRIPT}" </run/secrets/postgres_password').strip() == "in"
    assert "password authentication failed" in stack.exec(
        "web", "sh", "-c", f'echo {old} | python -c "{LOGIN_SCRIPT}" 2>&1 || true'
    )
