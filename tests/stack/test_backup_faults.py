"""What breaks a backup leaves nothing half of it, says what to do, is tried again, and ends badly if that fails too."""

import subprocess
from collections.abc import Iterator

import pytest

from tests import fake_s3
from tests.cuttable_proxy import cuttable_proxy
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

MEGABYTES = 15
FULL = "tests/stack/overrides/full_disk.yaml"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        yield port


@pytest.fixture(scope="module")
def sidecar(tmp_path_factory: pytest.TempPathFactory, images: None, port: int) -> Iterator[Stack]:
    """PostgreSQL and the sidecar, with one good backup in the bucket."""
    with database_stack(tmp_path_factory.mktemp("small")) as project:
        use_bucket(project, port)
        insert_random_bytes(project, MEGABYTES)
        output_of(run_backup(project, "take"))
        yield project


@pytest.fixture(autouse=True)
def _one_good_backup_stays(sidecar: Stack, port: int) -> Iterator[None]:
    """Nothing of what failed is listed or stored, no scratch database is left, and the next backup is good."""
    before, keys = manifests(sidecar), fake_s3.object_keys(port)
    yield
    sidecar.wait_healthy("postgres", "backup")
    assert manifests(sidecar) == before
    assert fake_s3.object_keys(port) == keys
    output_of(run_backup(sidecar, "take", BACKUP_PREFIX="again"))
    assert databases(sidecar) == ["toponaut"]
    for key in set(fake_s3.object_keys(port)) - set(keys):
        fake_s3.client(port).delete_object(Bucket=fake_s3.BUCKET, Key=key)


def assert_failed(stack: Stack, run: subprocess.CompletedProcess[str], *words: str) -> None:
    """After four tries, with these words to the operator and in the status file; and no key in any of it."""
    assert run.returncode == 1, run.stderr
    *tries, last = [line for line in run.stderr.splitlines() if "failed" in line or line.startswith("backup: ")]
    assert [line[:15] for line in tries] == ["try 1 of 4 fail", "try 2 of 4 fail", "try 3 of 4 fail"]
    found = status(stack)
    assert (found["state"], found["last_error"]["tries"]) == ("failing", 4)
    assert last == f"backup: {found['last_error']['message']}"
    assert [word for word in words if word not in last] == []
    assert [name for name, secret in stack.secrets().items() if secret in run.stdout + run.stderr] == []


def test_wrong_keys(sidecar: Stack) -> None:
    with fake_s3.s3_server(refuse_all_keys=True) as other:
        run = run_backup(sidecar, "take", **bucket_environ(sidecar, other))
    assert_failed(sidecar, run, "refuses the keys", "s3_access_key")


def test_the_bucket_is_gone(sidecar: Stack) -> None:
    run = run_backup(sidecar, "take", BACKUP_BUCKET="gone")
    assert_failed(sidecar, run, "there is no bucket gone", "BACKUP_BUCKET")


def test_network_lost_during_upload(sidecar: Stack, port: int) -> None:
    with cuttable_proxy(port, max_bytes=MEGABYTES * 500_000) as cut:
        run = run_backup(sidecar, "take", **bucket_environ(sidecar, cut))
    assert_failed(sidecar, run, "does not answer")
    for key in fake_s3.unfinished_uploads(port):  # nobody could take it back; the next job does, a day later
        assert key.endswith("-manual.dump")


def test_the_disk_is_full(sidecar: Stack, port: int) -> None:
    """Of this machine, for a trial restore. The dump is stored all the same, and does not count."""
    with reconfigured(sidecar, "backup", FULL):
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


def test_postgres_restart_during_dump(sidecar: Stack, port: int) -> None:
    """The next try is good, once the server is back."""
    with cuttable_proxy(port, pause=0.01) as slow:  # 6 MB a second: the dump has to wait for the bucket
        mine = bucket_environ(sidecar, slow, BACKUP_PREFIX="restarted", BACKUP_RETRY_SECONDS="2")
        with started_backup(sidecar, "take", **mine) as job:
            sidecar.kill("postgres")
            assert job.stderr
            said = job.stderr.read()
            assert job.wait() == 0, said
    print(said)
    assert "try 1 of 4 failed" in said
    assert "is stored and verified" in said
    names = [key for key in fake_s3.object_keys(port) if key.startswith("restarted/")]
    assert len(names) == 2  # one archive, one manifest: nothing of the first try
    for key in names:
        fake_s3.client(port).delete_object(Bucket=fake_s3.BUCKET, Key=key)


def test_postgres_stays_down(sidecar: Stack) -> None:
    sidecar.compose("stop", "--timeout", "5", "postgres")
    try:
        run = run_backup(sidecar, "take")
        assert_failed(sidecar, run, "the database postgres refused")
    finally:
        sidecar.compose("start", "postgres")
