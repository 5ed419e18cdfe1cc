"""Production refuses to start with a missing or example secret, and says what to do. A changed one needs a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.harness.compose_config import STAGING, run_compose_config
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.stack import Stack, make_secrets

DO = "make secrets"
EXAMPLE = "change-me" * 8


@pytest.fixture
def other(images: None, tmp_path: Path) -> Iterator[Stack]:
    """A project of its own with secrets to be spoilt; nothing of it runs for long."""
    project = Stack("toponaut-test-secrets", tmp_path)
    yield project
    project.down()


def refusal(project: Stack, service: str) -> str:
    """What is said by a start that fails."""
    with pytest.raises(AssertionError) as refused:
        project.compose("run", "--rm", "--no-deps", "--no-TTY", service)
    return str(refused.value)


def write(project: Stack, name: str, value: str) -> None:
    file = Path(project.environ["SECRETS_DIR"]) / name
    file.chmod(0o644)
    file.write_text(value)


def test_compose_refuses_without_a_secrets_folder() -> None:
    refused = run_compose_config(SECRETS_DIR="")
    assert refused.returncode != 0
    assert DO in refused.stderr


def test_staging_needs_its_own_secrets_folder() -> None:
    refused = run_compose_config(*STAGING, SECRETS_DIR="/secrets")
    assert refused.returncode != 0
    assert f"ENV=staging {DO}" in refused.stderr


@pytest.mark.parametrize("service", ["web", "migrate"])
@pytest.mark.parametrize("value", ["", "short", EXAMPLE])
def test_django_refuses_a_weak_secret_key(other: Stack, service: str, value: str) -> None:
    write(other, "secret_key", value)
    said = refusal(other, service)
    assert "SECRET_KEY" in said
    assert DO in said


@pytest.mark.parametrize("service", ["web", "migrate"])
@pytest.mark.parametrize("value", ["", "short", EXAMPLE])
def test_django_refuses_a_weak_database_password(other: Stack, service: str, value: str) -> None:
    write(other, "postgres_password", value)
    said = refusal(other, service)
    assert "DATABASE_PASSWORD" in said
    assert DO in said


@pytest.mark.parametrize("name", ["postgres_password", "backup_password"])
@pytest.mark.parametrize("value", ["", "short", "it's " + EXAMPLE])
def test_postgres_refuses_weak_passwords(other: Stack, name: str, value: str) -> None:
    write(other, name, value)
    said = refusal(other, "postgres")
    assert f"postgres: the password in {name}" in said
    assert DO in said


@pytest.mark.parametrize(("service", "name"), [("web", "secret_key"), ("postgres", "postgres_password")])
def test_missing_secret_file_stops_the_start(other: Stack, service: str, name: str) -> None:
    (Path(other.environ["SECRETS_DIR"]) / name).unlink()
    said = refusal(other, service)
    assert name in said


# In the web container: whether PostgreSQL takes the password on standard input.
LOGIN = (
    "import psycopg; psycopg.connect('postgresql://toponaut@postgres/toponaut', password=input()).close(); print('in')"
)


def test_new_password_file_changes_the_password(stack: Stack, tmp_path: Path) -> None:
    old = stack.secrets()["postgres_password"]
    new = make_secrets(tmp_path / "new") / "postgres_password"
    assert old != new.read_text()
    write(stack, "postgres_password", new.read_text())
    stack.compose("restart", "postgres", "web")
    stack.wait_healthy()
    assert request(stack, "/readyz").status == 200
    assert request(stack, f"{MATCH}Changed").status == 200
    assert stack.exec("web", "sh", "-c", f'python -c "{LOGIN}" </run/secrets/postgres_password').strip() == "in"
    assert "password authentication failed" in stack.exec(
        "web", "sh", "-c", f'echo {old} | python -c "{LOGIN}" 2>&1 || true'
    )
