"""`make rotate`: a new secret is tried, then written into the file that the containers see. Docker is a fake."""

import stat
from pathlib import Path

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow

PASSWORDS = [("postgres_password", "toponaut", "web"), ("backup_password", "backup", "backup")]


@pytest.fixture
def production(stack: FakeDockerMachine) -> FakeDockerMachine:
    stack.set_up_production()
    return stack


def rotate(machine: FakeDockerMachine, secret: str, **environ: str) -> str:
    """The output of a rotation that must succeed."""
    run = machine.run("stack/rotate_secret", SECRET=secret, **environ)
    assert run.returncode == 0, run.stderr
    return run.stdout


def failure(machine: FakeDockerMachine, secret: str, **environ: str) -> str:
    run = machine.run("stack/rotate_secret", SECRET=secret, **environ)
    assert run.returncode == 1
    return run.stderr


def read(machine: FakeDockerMachine, name: str) -> str:
    return (machine.secrets / name).read_text().strip()


@pytest.mark.parametrize(("name", "role", "service"), PASSWORDS)
def test_password_is_written_into_the_same_file_and_then_told_to_postgresql(
    production: FakeDockerMachine, name: str, role: str, service: str
) -> None:
    file = production.secrets / name
    inode, old = file.stat().st_ino, read(production, name)
    assert "No container was restarted" in rotate(production, name)
    new = read(production, name)
    assert new != old
    assert len(new) == 64
    assert (file.stat().st_ino, stat.S_IMODE(file.stat().st_mode)) == (inode, 0o444)
    assert (production.docker_log.parent / "sql.log").read_text() == f"ALTER ROLE {role} PASSWORD '{new}';\n"
    calls = production.docker_calls()
    seen = next(at for at, call in enumerate(calls) if f"-T {service} cmp" in call)
    assert seen < next(at for at, call in enumerate(calls) if "psql" in call)
    assert not any(new in call or old in call for call in calls)


def test_a_running_backup_gets_the_new_password(production: FakeDockerMachine) -> None:
    rotate(production, "backup_password")
    assert production.docker_calls()[-1].endswith("exec -T backup backup next")


@pytest.mark.parametrize("fault", [{"SQL_EXIT": "3"}, {"OTHER_FILE_SEEN": "1"}], ids=["SQL fails", "another file"])
def test_old_password_stays_if_a_step_fails(production: FakeDockerMachine, fault: dict[str, str]) -> None:
    old = read(production, "postgres_password")
    assert "PostgreSQL refused" in (said := failure(production, "postgres_password", **fault)) or "make up" in said
    assert read(production, "postgres_password") == old


def test_later_make_up_recreates_no_container(production: FakeDockerMachine) -> None:
    production.run("stack/up")
    rotate(production, "postgres_password")
    production.run("stack/up")
    assert "--force-recreate" not in production.start_calls()[-1]


def test_make_up_still_notices_a_secret_that_was_changed_by_hand_before(production: FakeDockerMachine) -> None:
    production.run("stack/up")
    production.write_secret("s3_access_key", "by-hand")
    rotate(production, "postgres_password")
    production.run("stack/up")
    assert "--force-recreate" in production.start_calls()[-1]


@pytest.mark.parametrize(("secret", "service"), [("s3", "backup"), ("status", "monitor")])
def test_new_keys_of_a_bucket_are_tried_and_replace_both_files(
    production: FakeDockerMachine, secret: str, service: str
) -> None:
    (production.secrets / f"{secret}_access_key").write_text("an-old-key-that-is-longer-than-the-new-one\n")
    production.typed = "the-access-key\nthe-secret-key\n"
    rotate(production, f"{secret}_keys")
    assert (production.docker_log.parent / "checked.log").read_text() == production.typed
    names = f"{secret}_access_key", f"{secret}_secret_key"
    assert [read(production, name) for name in names] == production.typed.split()
    assert any(f"exec -T {service} {service} check-keys" in call for call in production.docker_calls())
    assert not any("the-access-key" in call for call in production.docker_calls())


@pytest.mark.parametrize("secret", ["twilio_token", "smtp_password", "alert_webhook_url"])
def test_new_secret_of_a_channel_is_tried_and_replaces_the_old_one(production: FakeDockerMachine, secret: str) -> None:
    production.typed = "a-new-one\n"
    rotate(production, secret)
    assert (production.docker_log.parent / "checked.log").read_text() == "a-new-one\n"
    assert read(production, secret) == "a-new-one"


@pytest.mark.parametrize("secret", ["s3_keys", "status_keys", "twilio_token"])
def test_secrets_that_are_refused_replace_nothing(production: FakeDockerMachine, secret: str) -> None:
    production.typed = "refused\nrefused\n"
    assert "The old one" in failure(production, secret, CHECK_EXIT="1")
    assert [file.read_text() for file in production.secrets.iterdir() if "refused" in file.read_text()] == []


@pytest.mark.parametrize(("secret", "typed"), [("s3_keys", "only-one\n"), ("twilio_token", " \n")])
def test_missing_value_is_named(production: FakeDockerMachine, secret: str, typed: str) -> None:
    production.typed = typed
    assert "is missing: type it" in production.refusal("stack/rotate_secret", SECRET=secret)


@pytest.mark.parametrize("secret", ["", "password", "../../etc/passwd"])
def test_unknown_secret_is_refused(production: FakeDockerMachine, secret: str) -> None:
    assert "expected one of postgres_password, backup" in production.refusal("stack/rotate_secret", SECRET=secret)


def test_refused_while_the_stack_is_down_or_a_deploy_runs(production: FakeDockerMachine) -> None:
    before = {file: file.read_text() for file in production.secrets.iterdir()}
    assert "run `make up` first" in production.refusal("stack/rotate_secret", SECRET="twilio_token", SIDECARS_DOWN="1")
    with production.locked():
        assert "Another deploy" in production.refusal("stack/rotate_secret", SECRET="postgres_password")
    assert before == {file: file.read_text() for file in production.secrets.iterdir()}


def test_staging_rotates_its_own_secrets(production: FakeDockerMachine) -> None:
    production.run("stack/secrets", ENV="staging")
    folder = Path(production.checkout / "secrets-staging")
    before, own = read(production, "postgres_password"), (folder / "postgres_password").read_text()
    rotate(production, "postgres_password", ENV="staging")
    assert read(production, "postgres_password") == before
    assert (folder / "postgres_password").read_text() != own
