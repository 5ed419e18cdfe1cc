"""The backup sidecar with a real PostgreSQL and a fake S3 server: backups, verification, retention, memory."""

import json
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests import fake_s3
from tests.stack.harness.backup import (
    bucket_environ,
    database_stack,
    databases,
    insert_random_bytes,
    manifests,
    output_of,
    peak_megabytes,
    run_backup,
    started_backup,
    status,
    use_bucket,
)
from tests.stack.harness.changes import sql
from tests.stack.harness.docker import docker
from tests.stack.harness.measurements import Report, megabytes
from tests.stack.harness.stack import TAG, Stack
from tests.unreliable_proxy import free_port, unreliable_proxy

MAX_IDLE_MB = 5
MAX_JOB_MB = 64
DAYS = 14

# Runs in the container: calls the function of a daily job once for each day.
_FOURTEEN_DAILY_BACKUPS = f"""
from datetime import UTC, datetime, timedelta
from toponaut_backup.settings import read_settings
from toponaut_backup.take_backup import take_backup
first = datetime(2026, 3, 1, 3, 17, tzinfo=UTC)
for day in range({DAYS}):
    take_backup(read_settings(), "daily", at=first + timedelta(days=day), log=lambda message: None)
"""


@pytest.fixture(scope="module")
def without_bucket(tmp_path_factory: pytest.TempPathFactory, images: None) -> Iterator[Stack]:
    with database_stack(tmp_path_factory.mktemp("backup")) as project:
        yield project


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        yield port


def test_without_a_bucket_the_sidecar_is_healthy_and_reports_it_once(without_bucket: Stack) -> None:
    """Must be the first test of this file: the later ones configure a bucket."""
    assert without_bucket.healthy("backup")
    assert without_bucket.output("backup").count("no bucket is configured (BACKUP_BUCKET)") == 1
    assert status(without_bucket)["state"] == "not configured"
    refused = run_backup(without_bucket, "take")
    assert refused.returncode == 4
    assert "set BACKUP_BUCKET in .env" in refused.stderr


@pytest.fixture(scope="module")
def sidecar(without_bucket: Stack, port: int) -> Stack:
    use_bucket(without_bucket, port)
    insert_random_bytes(without_bucket, 30)
    return without_bucket


def test_a_backup_is_taken_verified_and_listed(sidecar: Stack, port: int) -> None:
    run = run_backup(sidecar, "take")
    assert run.returncode == 0, run.stderr
    assert "is stored and verified" in run.stderr
    (manifest,) = manifests(sidecar)
    assert (manifest["verified"], manifest["whole"], manifest["release"]) == (True, True, TAG)
    assert manifest["tables"]["public.noise"]["rows"] == 30_000
    assert sorted(fake_s3.object_keys(port)) == [
        f"production/{manifest['name']}.dump",
        f"production/{manifest['name']}.json",
    ]
    assert databases(sidecar) == ["toponaut"]
    assert manifest["name"] in output_of(run_backup(sidecar, "list"))


def test_pg_dump_has_the_servers_major_version(sidecar: Stack) -> None:
    client = sidecar.exec("backup", "pg_dump", "--version").split()[2]
    assert client.split(".")[0] == sql(sidecar, "SHOW server_version").split(".")[0]


def test_status_file_has_the_last_result_and_the_next_due_time(sidecar: Stack) -> None:
    current = status(sidecar)
    assert current["state"] == "good"
    assert current["last_success"]["name"] == manifests(sidecar)[0]["name"]
    due = datetime.fromisoformat(current["next"])
    assert timedelta() < due - datetime.now(UTC) <= timedelta(days=1)
    assert (due.hour, due.minute) == (3, 17)


def test_memory_between_jobs_and_in_a_job(sidecar: Stack, report: Report) -> None:
    with peak_megabytes(sidecar) as peak:
        output_of(run_backup(sidecar, "take"))
    idle = megabytes(sidecar, "backup")["backup"]
    report.add(
        "Memory of the backup sidecar, 30 MB of random bytes",
        ["", "MB"],
        [["idle", f"{idle:.1f}"], ["during a job", f"{peak[0]:.1f}"]],
    )
    assert idle < MAX_IDLE_MB
    assert 20 < peak[0] < MAX_JOB_MB


def test_second_backup_at_the_same_time_is_refused(sidecar: Stack) -> None:
    with started_backup(sidecar, "take") as first:
        second = run_backup(sidecar, "take")
        assert first.wait() == 0
    assert second.returncode == 3
    assert "another backup or restore is at work" in second.stderr


def test_encrypted_backup_needs_the_private_key(sidecar: Stack) -> None:
    key = sidecar.exec("backup", "age-keygen")
    recipient = key.split("public key: ")[1].split()[0]
    output_of(run_backup(sidecar, "take", BACKUP_AGE_RECIPIENT=recipient))
    manifest = manifests(sidecar)[0]
    assert (manifest["encrypted_to"], manifest["verified"]) == (recipient, True)
    assert manifest["archive"].endswith(".dump.age")
    refused = run_backup(sidecar, "verify", "latest")
    assert refused.returncode == 1
    assert "IDENTITY=<file> make restore" in refused.stderr
    wrong_key = run_backup(sidecar, "verify", "--identity", "latest", stdin=sidecar.exec("backup", "age-keygen"))
    assert wrong_key.returncode == 1
    assert "age failed" in wrong_key.stderr
    assert "all equal" in output_of(run_backup(sidecar, "verify", "--identity", "latest", stdin=key))


def test_retention_keeps_ten_of_fourteen_daily_backups(sidecar: Stack, report: Report) -> None:
    sql(sidecar, "TRUNCATE noise")
    environ = {"BACKUP_PREFIX": "fourteen-days"}
    started = time.monotonic()
    variables = [word for name, value in environ.items() for word in ("--env", f"{name}={value}")]
    command = ["docker", "exec", "--interactive", *variables, sidecar.container_id("backup"), "python", "-"]
    subprocess.run(command, input=_FOURTEEN_DAILY_BACKUPS, text=True, check=True)
    took = (time.monotonic() - started) / DAYS
    names = [one["name"] for one in json.loads(output_of(run_backup(sidecar, "list", "--json", **environ)))]
    assert names == [f"fourteen-days-202603{day:02}T031700Z-daily" for day in range(DAYS, DAYS - 10, -1)]
    report.add("A backup of a nearly empty database", ["", "s"], [["one daily backup", f"{took:.1f}"]])
    # Retention deletes nothing of another environment.
    assert all(one["name"].startswith("production-") for one in manifests(sidecar))


def test_no_secret_is_visible_in_processes_logs_or_manifests(sidecar: Stack) -> None:
    secrets = [sidecar.secrets()[name] for name in ("s3_access_key", "s3_secret_key", "backup_password")]
    script = "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'"
    with started_backup(sidecar, "take") as job:
        visible = docker("top", sidecar.container_id("backup"), "-eo", "pid,args") + sidecar.exec(
            "backup", "sh", "-c", script
        )
        assert job.wait() == 0
    assert "toponaut_backup take" in visible
    refused = run_backup(sidecar, "take", **bucket_environ(sidecar, free_port()))
    assert refused.returncode == 1
    visible += sidecar.output("backup") + json.dumps(manifests(sidecar)) + json.dumps(status(sidecar)) + refused.stderr
    assert [secret for secret in secrets if secret in visible] == []


def test_stop_during_upload_removes_the_unfinished_backup(sidecar: Stack, port: int) -> None:
    sql(sidecar, "DROP TABLE noise")
    insert_random_bytes(sidecar, 15)
    before = fake_s3.object_keys(port)
    job_pid = "grep -la '[t]oponaut_backup' /proc/[0-9]*/cmdline | grep -o '[0-9]*' | head -n 1"
    with (
        unreliable_proxy(port, pause=0.02) as slow,
        started_backup(sidecar, "take", **bucket_environ(sidecar, slow)) as job,
    ):
        sidecar.exec("backup", "sh", "-c", f"kill -TERM $({job_pid})")
        assert job.wait() == 128 + 15
    assert (fake_s3.object_keys(port), fake_s3.unfinished_uploads(port), databases(sidecar)) == (
        before,
        [],
        ["toponaut"],
    )
