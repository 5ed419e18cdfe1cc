"""Failing backups: each is retried, leaves nothing incomplete behind, and reports what the operator has to do."""

import subprocess
from collections.abc import Iterator

import pytest

from tests import fake_s3
from tests.stack.harness.backup import (
    bucket_environ,
    database_stack,
    databases,
    insert_random_bytes,
    manifests,
    output_of,
    run_backup,
    started_backup,
    status,
    use_bucket,
)
from tests.stack.harness.changes import reconfigured
from tests.stack.harness.stack import Stack
from tests.unreliable_proxy import unreliable_proxy

DATABASE_MB = 15
FULL_DISK = "tests/stack/overrides/full_disk.yaml"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        yield port


@pytest.fixture(scope="module")
def sidecar(tmp_path_factory: pytest.TempPathFactory, images: None, port: int) -> Iterator[Stack]:
    """PostgreSQL and the sidecar, with one good backup in the bucket."""
    with database_stack(tmp_path_factory.mktemp("backup")) as project:
        use_bucket(project, port)
        insert_random_bytes(project, DATABASE_MB)
        output_of(run_backup(project, "take"))
        yield project


@pytest.fixture(autouse=True)
def _good_backup_remains(sidecar: Stack, port: int) -> Iterator[None]:
    """Nothing of the failed backup may be listed or stored, no scratch database left, and the next must succeed."""
    before, keys = manifests(sidecar), fake_s3.object_keys(port)
    yield
    sidecar.wait_healthy("postgres", "backup")
    assert manifests(sidecar) == before
    assert fake_s3.object_keys(port) == keys
    output_of(run_backup(sidecar, "take", BACKUP_PREFIX="after-fault"))
    assert databases(sidecar) == ["toponaut"]
    for key in set(fake_s3.object_keys(port)) - set(keys):
        fake_s3.client(port).delete_object(Bucket=fake_s3.BUCKET, Key=key)


def assert_failed(stack: Stack, run: subprocess.CompletedProcess[str], *message_parts: str) -> None:
    """Failed after four attempts, with these parts in the message and in the status file, and without any secret."""
    assert run.returncode == 1, run.stderr
    *attempts, last = [line for line in run.stderr.splitlines() if "failed" in line or line.startswith("backup: ")]
    assert [line.partition(" failed")[0] for line in attempts] == [f"attempt {number} of 4" for number in (1, 2, 3)]
    current = status(stack)
    assert (current["state"], current["last_error"]["tries"]) == ("failing", 4)
    assert last == f"backup: {current['last_error']['message']}"
    assert [part for part in message_parts if part not in last] == []
    assert [name for name, secret in stack.secrets().items() if secret in run.stdout + run.stderr] == []


def test_wrong_credentials_are_reported(sidecar: Stack) -> None:
    with fake_s3.s3_server(refuse_credentials=True) as refusing_port:
        run = run_backup(sidecar, "take", **bucket_environ(sidecar, refusing_port))
    assert_failed(sidecar, run, "refuses the access key", "s3_access_key")


def test_missing_bucket_is_reported(sidecar: Stack) -> None:
    run = run_backup(sidecar, "take", BACKUP_BUCKET="gone")
    assert_failed(sidecar, run, "there is no bucket gone", "BACKUP_BUCKET")


def test_lost_network_during_upload_is_reported(sidecar: Stack, port: int) -> None:
    with unreliable_proxy(port, max_bytes=DATABASE_MB * 500_000) as cut:
        run = run_backup(sidecar, "take", **bucket_environ(sidecar, cut))
    assert_failed(sidecar, run, "does not answer")
    # Nothing could be removed without the network: the next job removes it, a day later.
    for key in fake_s3.unfinished_uploads(port):
        assert key.endswith("-manual.dump")


def test_full_disk_is_reported(sidecar: Stack, port: int) -> None:
    """The disk has no room for verification. The dump is stored all the same, but not counted as a backup."""
    with reconfigured(sidecar, "backup", FULL_DISK):
        run = run_backup(sidecar, "take")
        assert_failed(sidecar, run, "the disk has", "make room", "could not be verified")
        stored = manifests(sidecar)[0]
        assert (stored["verified"], stored["whole"]) == (False, True)
        assert "no  " in output_of(run_backup(sidecar, "list"))
        assert output_of(run_backup(sidecar, "show", "latest")).count(stored["name"]) == 0

        sidecar.exec("backup", "dd", "if=/dev/zero", "of=/var/lib/toponaut-backup/fill", "bs=64k", check=False)
        run = run_backup(sidecar, "take", BACKUP_BUCKET="gone")
        assert run.returncode == 1
        assert "the status file in /var/lib/toponaut-backup cannot be written" in run.stderr
        assert "there is no bucket gone" in run.stderr.splitlines()[-1]
    for key in fake_s3.object_keys(port):
        if stored["name"] in key:
            fake_s3.client(port).delete_object(Bucket=fake_s3.BUCKET, Key=key)


def test_postgres_restart_during_dump_is_survived(sidecar: Stack, port: int) -> None:
    """The second attempt succeeds, when the server is back."""
    with unreliable_proxy(port, pause=0.01) as slow:  # 6 MB a second: the dump has to wait for the bucket
        environ = bucket_environ(sidecar, slow, BACKUP_PREFIX="restarted", BACKUP_RETRY_SECONDS="2")
        with started_backup(sidecar, "take", **environ) as job:
            sidecar.kill("postgres")
            assert job.stderr
            output = job.stderr.read()
            assert job.wait() == 0, output
    print(output)
    assert "attempt 1 of 4 failed" in output
    assert "is stored and verified" in output
    names = [key for key in fake_s3.object_keys(port) if key.startswith("restarted/")]
    assert len(names) == 2  # one archive and one manifest; nothing is left of the first attempt
    for key in names:
        fake_s3.client(port).delete_object(Bucket=fake_s3.BUCKET, Key=key)


def test_stopped_postgres_is_reported(sidecar: Stack) -> None:
    sidecar.compose("stop", "--timeout", "5", "postgres")
    try:
        run = run_backup(sidecar, "take")
        assert_failed(sidecar, run, "the database postgres refused")
    finally:
        sidecar.compose("start", "postgres")
