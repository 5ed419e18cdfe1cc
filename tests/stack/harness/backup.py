"""The backup sidecar: a stack of it and PostgreSQL only, its commands, its bucket on this machine, and test data."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fake_s3 import BUCKET
from tests.stack.harness.changes import sql
from tests.stack.harness.docker import Json, inspect
from tests.stack.harness.stack import Stack

STATUS_FILE = "/var/lib/toponaut-backup/status.json"

SEEDED_PLAYS = 2_000  # made by `seed_plays`, distributed like real ones; further plays are copies of these
IS_MADE_UP = "key_hash LIKE 'made up %'"  # plays.seeding.made_up_plays.KEY_HASH_PREFIX

# Each copy gets its own id and key. Ids contain neither 0 nor 1.
_COPY_PLAYS = f"""
INSERT INTO plays_play SELECT (jsonb_populate_record(play, jsonb_build_object(
    'id', translate(left(md5(id || at), 11), '01', 'xy'), 'key_hash', 'made up ' || md5(id || at)))).*
FROM plays_play AS play, generate_series(2, {{times}}) AS at WHERE {IS_MADE_UP}
"""

# Compares databases without the sidecar's code: the number of rows in every table, and every byte of the plays.
TABLE_NAMES_SQL = (
    "SELECT string_agg(format('%I', tablename), ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"
)
PLAYS_DIGEST_SQL = "SELECT count(*), md5(string_agg(md5(play::text), '' ORDER BY id)) FROM plays_play AS play"


@contextmanager
def database_stack(folder: Path) -> Iterator[Stack]:
    """A project with PostgreSQL and the sidecar only, which starts in seconds. No bucket is configured."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")  # several workers may have such a stack at once
    stack = Stack(f"toponaut-test-backup-{worker}", folder)
    try:
        stack.down()
        stack.up("--no-deps", "postgres", "backup")
        yield stack
    finally:
        stack.down()


def bucket_environ(stack: Stack, port: int, **environ: str) -> dict[str, str]:
    """Variables that make the sidecar use the bucket at this port. This machine is the gateway of its network."""
    gateway = inspect("network", f"{stack.project}_edge")["IPAM"]["Config"][0]["Gateway"]
    return {
        "BACKUP_BUCKET": BUCKET,
        "BACKUP_ENDPOINT": f"http://{gateway}:{port}",
        "BACKUP_RETRY_SECONDS": "0",
        **environ,
    }


def use_bucket(stack: Stack, port: int, **environ: str) -> None:
    """Recreate the sidecar with a bucket."""
    stack.environ |= bucket_environ(stack, port, **environ)
    stack.up("--no-deps", "backup")


def run_backup(stack: Stack, *words: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run `backup …` in the sidecar. `environ`: variables that override those of its container."""
    return subprocess.run(_command(stack, words, environ), input=stdin, capture_output=True, text=True, check=False)


def _command(stack: Stack, words: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    variables = [word for name, value in environ.items() for word in ("--env", f"{name}={value}")]
    return ["docker", "exec", "--interactive", *variables, stack.container_id("backup"), "backup", *words]


@contextmanager
def started_backup(stack: Stack, *words: str, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """Start `backup …`. The block begins when the dump has started."""
    with subprocess.Popen(_command(stack, words, environ), stderr=subprocess.PIPE, text=True) as job:
        assert job.stderr
        first_line = job.stderr.readline()
        assert "dumping" in first_line, first_line
        yield job


def output_of(run: subprocess.CompletedProcess[str]) -> str:
    """Standard output of a command that must have succeeded."""
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def manifests(stack: Stack) -> list[Json]:
    """The manifests of all backups, newest first."""
    found: list[Json] = json.loads(output_of(run_backup(stack, "list", "--json")))
    return found


def status(stack: Stack) -> Json:
    """The status file that the monitor reads."""
    found: Json = json.loads(stack.exec("backup", "cat", STATUS_FILE))
    return found


def databases(stack: Stack) -> list[str]:
    return sql(stack, "SELECT datname FROM pg_database WHERE datname LIKE 'toponaut%' ORDER BY 1").split()


def database_contents(stack: Stack) -> dict[str, str]:
    """Rows of every table, and a digest of all plays."""
    counts = {name: sql(stack, f"SELECT count(*) FROM {name}") for name in sql(stack, TABLE_NAMES_SQL).split()}
    return counts | {"all plays": sql(stack, PLAYS_DIGEST_SQL)}


def insert_random_bytes(stack: Stack, megabytes: int) -> None:
    """Create the table `noise` with bytes that do not compress."""
    sql(stack, "CREATE EXTENSION pgcrypto")
    sql(
        stack,
        "SET ROLE toponaut; CREATE TABLE noise (id serial PRIMARY KEY, bytes bytea);"
        "ALTER TABLE noise ALTER bytes SET STORAGE external; RESET ROLE;"
        f"INSERT INTO noise (bytes) SELECT gen_random_bytes(1000) FROM generate_series(1, {megabytes * 1000})",
    )
    sql(stack, "DROP EXTENSION pgcrypto")


def add_plays(stack: Stack, count: int) -> None:
    """Add made-up plays. `remove_plays` deletes them."""
    seed = ["python", "manage.py", "seed_plays", "--seed", "1", "--yes-in-production", str(SEEDED_PLAYS)]
    stack.compose("run", "--rm", "--no-deps", "migrate", *seed)
    sql(stack, _COPY_PLAYS.format(times=count // SEEDED_PLAYS))


def remove_plays(stack: Stack) -> None:
    sql(stack, f"DELETE FROM plays_play WHERE {IS_MADE_UP}")


# Prints the memory of the container's control group (version 1 or 2) until the file is removed.
_WATCH_MEMORY = """
cd /sys/fs/cgroup; touch /tmp/watched
while [ -e /tmp/watched ]; do
  awk '$1 == "total_rss" || $1 == "anon" { print $2 }' memory/memory.stat memory.stat 2>/dev/null
  sleep 0.1
done
"""


@contextmanager
def peak_megabytes(stack: Stack) -> Iterator[list[float]]:
    """Filled after the block: peak memory of the sidecar's processes in MB, without the kernel's page cache."""
    command = ["docker", "exec", stack.container_id("backup"), "sh", "-c", _WATCH_MEMORY]
    found: list[float] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout
        watcher.stdout.readline()  # wait until the watcher runs
        try:
            yield found
        finally:
            stack.exec("backup", "rm", "/tmp/watched")  # noqa: S108 - in the container
            found.append(max(map(int, watcher.stdout.read().split()), default=0) / 1e6)
