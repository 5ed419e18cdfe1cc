"""The sidecar beside a real PostgreSQL, with a real bucket: what it does day by day, and what it holds meanwhile."""

import json
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests import fake_s3
from tests.cuttable_proxy import cuttable_proxy, free_port
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

IDLE_MB = 5
JOB_MB = 64
DAYS = 14

# In the container: the very function that a job calls, with another day each time.
_DAY_BY_DAY = f"""
from datetime import UTC, datetime, timedelta
from toponaut_backup.settings import read_settings
from toponaut_backup.take_backup import take_backup
first = datetime(2026, 3, 1, 3, 17, tzinfo=UTC)
for day in range({DAYS}):
    take_backup(read_settings(), "daily", at=first + timedelta(days=day), log=lambda message: None)
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, images: None) -> Iterator[Stack]:
    with database_stack(tmp_path_factory.mktemp("small")) as project:
        yield project


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        yield port


def test_without_a_bucket_it_reports_that_once_and_is_healthy(small: Stack) -> None:
    """The first one here: afterwards there is a bucket."""
    assert small.healthy("backup")
    assert small.output("backup").count("no bucket is configured (BACKUP_BUCKET)") == 1
    assert status(small)["state"] == "not configured"
    refused = run_backup(small, "take")
    assert refused.returncode == 4
    assert "set BACKUP_BUCKET in .env" in refused.stderr


@pytest.fixture(scope="module")
def sidecar(small: Stack, port: int) -> Stack:
    use_bucket(small, port)
    insert_random_bytes(small, 30)
    return small


def test_a_backup_is_taken_verified_and_listed(sidecar: Stack, port: int) -> None:
    said = run_backup(sidecar, "take")
    assert said.returncode == 0, said.stderr
    assert "is stored and verified" in said.stderr
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
    found = status(sidecar)
    assert found["state"] == "good"
    assert found["last_success"]["name"] == manifests(sidecar)[0]["name"]
    due = datetime.fromisoformat(found["next"])
    assert timedelta() < due - datetime.now(UTC) <= timedelta(days=1)
    assert (due.hour, due.minute) == (3, 17)


def test_memory_between_jobs_and_in_a_job(sidecar: Stack, report: Report) -> None:
    with peak_megabytes(sidecar) as peak:
        output_of(run_backup(sidecar, "take"))
    idle = megabytes(sidecar, "backup")["backup"]
    report.add(
        "The sidecar's memory, 30 MB of random bytes",
        ["", "MB"],
        [["idle", f"{idle:.1f}"], ["a job", f"{peak[0]:.1f}"]],
    )
    assert idle < IDLE_MB
    assert 20 < peak[0] < JOB_MB


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
    other = run_backup(sidecar, "verify", "--identity", "latest", stdin=sidecar.exec("backup", "age-keygen"))
    assert other.returncode == 1
    assert "age failed" in other.stderr
    assert "all equal" in output_of(run_backup(sidecar, "verify", "--identity", "latest", stdin=key))


def test_of_fourteen_daily_backups_the_last_ten_stay(sidecar: Stack, report: Report) -> None:
    sql(sidecar, "TRUNCATE noise")
    mine = {"BACKUP_PREFIX": "fourteen-days"}
    started = time.monotonic()
    variables = [word for name, value in mine.items() for word in ("--env", f"{name}={value}")]
    done_in = ["docker", "exec", "--interactive", *variables, sidecar.container_id("backup"), "python", "-"]
    subprocess.run(done_in, input=_DAY_BY_DAY, text=True, check=True)
    took = (time.monotonic() - started) / DAYS
    names = [one["name"] for one in json.loads(output_of(run_backup(sidecar, "list", "--json", **mine)))]
    assert names == [f"fourteen-days-202603{day:02}T031700Z-daily" for day in range(DAYS, DAYS - 10, -1)]
    report.add("A backup of next to nothing", ["", "s"], [["a day's", f"{took:.1f}"]])
    assert all(
        one["name"].startswith("production-") for one in manifests(sidecar)
    )  # another environment's are untouched


def test_no_key_is_visible(sidecar: Stack) -> None:
    keys = [sidecar.secrets()[name] for name in ("s3_access_key", "s3_secret_key", "backup_password")]
    script = "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'"
    with started_backup(sidecar, "take") as job:
        shown = docker("top", sidecar.container_id("backup"), "-eo", "pid,args") + sidecar.exec(
            "backup", "sh", "-c", script
        )
        assert job.wait() == 0
    assert "toponaut_backup take" in shown
    refused = run_backup(sidecar, "take", **bucket_environ(sidecar, free_port()))
    assert refused.returncode == 1
    shown += sidecar.output("backup") + json.dumps(manifests(sidecar)) + json.dumps(status(sidecar)) + refused.stderr
    assert [key for key in keys if key in shown] == []


def test_stop_during_upload_removes_the_unfinished_backup(sidecar: Stack, port: int) -> None:
    sql(sidecar, "DROP TABLE noise")
    insert_random_bytes(sidecar, 15)
    before = fake_s3.object_keys(port)
    job_pid = "grep -la '[t]oponaut_backup' /proc/[0-9]*/cmdline | grep -o '[0-9]*' | head -n 1"
    with (
        cuttable_proxy(port, pause=0.02) as slow,
        started_backup(sidecar, "take", **bucket_environ(sidecar, slow)) as job,
    ):
        sidecar.exec("backup", "sh", "-c", f"kill -TERM $({job_pid})")
        assert job.wait() == 128 + 15
    assert (fake_s3.object_keys(port), fake_s3.unfinished_uploads(port), databases(sidecar)) == (
        before,
        [],
        ["toponaut"],
    )
