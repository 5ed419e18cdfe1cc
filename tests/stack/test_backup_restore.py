"""The droplet is gone: with `.env`, two keys and the bucket, the operator's own five commands bring everything back."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import fake_s3
from tests.paths import ROOT
from tests.stack.harness.backup import (
    add_plays,
    databases,
    output_of,
    peak_megabytes,
    remove_plays,
    run_backup,
    status,
    use_bucket,
)
from tests.stack.harness.changes import compose_environment, sql
from tests.stack.harness.checkout import Checkout
from tests.stack.harness.http import MATCH, request
from tests.stack.harness.measurements import Report
from tests.stack.harness.player_traffic import BUSY, PlayerTraffic, table, unexpected
from tests.stack.harness.stack import TAG, Stack, free_port

SHORT, LONG = 4_000, 100_000  # saved plays
JOB_MB = 64
DROPLET = "toponaut-test-droplet"

# Asked of the server's administrator, and nothing of the sidecar's: rows of every table, and every byte of the plays.
TABLES = "SELECT string_agg(format('%I', tablename), ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'"
DIGEST = "SELECT count(*), md5(string_agg(md5(play::text), '' ORDER BY id)) FROM plays_play AS play"


def runbook() -> list[str]:
    """The commands under the heading, as an operator would copy them."""
    section = (ROOT / "docs" / "operating.md").read_text().split("### The droplet is gone\n")[1]
    block = re.search(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert block
    return block[1].splitlines()


def held(stack: Stack) -> dict[str, str]:
    counts = {name: sql(stack, f"SELECT count(*) FROM {name}") for name in sql(stack, TABLES).split()}
    return counts | {"all plays": sql(stack, DIGEST)}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        yield port


@pytest.fixture(scope="module")
def site(stack: Stack, port: int) -> Iterator[Stack]:
    """The running site, with a bucket."""
    with compose_environment(stack):
        use_bucket(stack, port)
        yield stack
        remove_plays(stack)
    stack.up("--no-deps", "backup")


@pytest.fixture(scope="module", params=[SHORT, pytest.param(LONG, marks=pytest.mark.drill)])
def plays(request: pytest.FixtureRequest) -> int:
    """How many plays are saved."""
    number: int = request.param
    return number


@pytest.fixture(scope="module")
def figures(site: Stack, plays: int) -> list[list[object]]:
    """A backup of the real places, and one with many plays: how long, how much memory, how large."""
    rows: list[list[object]] = []
    for count in (0, plays):
        if count:
            add_plays(site, count)
        with peak_megabytes(site) as peak:
            output_of(run_backup(site, "take"))
        took, size = status(site)["last_success"], int(sql(site, "SELECT pg_database_size(current_database())"))
        rows.append([f"{count:,}", f"{took['rows']:,}", f"{took['seconds']:.0f}", f"{peak[0]:.0f}",
                     f"{took['size'] / 1e6:.1f}", f"{size / 1e6:.0f}"])  # fmt: skip
    return rows


def test_time_memory_and_size_of_a_backup(figures: list[list[object]], report: Report) -> None:
    report.add("A backup", ["saved plays", "rows", "s", "peak MB", "MB stored", "MB in PostgreSQL"], figures)
    assert max(float(str(row[3])) for row in figures) < JOB_MB


class Droplet(Checkout):
    """A fresh checkout on a machine that has nothing, beside the folder that the operator has kept."""

    def __init__(self, folder: Path, stack: Stack) -> None:
        super().__init__(folder / "toponaut", DROPLET)
        kept = folder / "kept"
        self.port = free_port()
        kept.mkdir()
        settings = {"TAG": TAG, "HTTP_PORT": str(self.port), "SECRETS_DIR": "./secrets"}
        settings |= {name: value for name, value in stack.environ.items() if name.startswith("BACKUP_")}
        self.write_env(kept / ".env", settings)
        for name in ("s3_access_key", "s3_secret_key"):
            shutil.copy(Path(stack.environ["SECRETS_DIR"]) / name, kept / name)


@pytest.fixture(scope="module")
def droplet(tmp_path_factory: pytest.TempPathFactory, site: Stack, figures: list[list[object]]) -> Iterator[Droplet]:
    """`figures`: the last backup is in the bucket."""
    made = Droplet(tmp_path_factory.mktemp("droplet"), site)
    try:
        yield made
    finally:
        made.run("scripts/stack/stack.sh down --volumes --timeout 5")


@pytest.fixture(scope="module")
def fresh(droplet: Droplet, tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """The same machine, as the other drills know a stack."""
    stack = Stack(DROPLET, tmp_path_factory.mktemp("fresh"))
    stack.port = droplet.port
    return stack


def test_runbook_restores_everything(site: Stack, droplet: Droplet, fresh: Stack, plays: int, report: Report) -> None:
    """Its bucket is at the old network's gateway, which containers of another network reach as well."""
    commands = runbook()
    assert len(commands) == 5
    rows = []
    for command in commands:
        started = time.monotonic()
        run = droplet.run(command)
        assert run.returncode == 0, f"{command}\n{run.stdout}"
        rows.append([command, f"{time.monotonic() - started:.1f}"])
    report.add(f"The runbook, with {plays:,} saved plays", ["command", "s"], rows)
    expected = held(site)
    assert held(fresh) == expected
    assert expected["all plays"].startswith(f"{plays}|")
    play = sql(site, "SELECT id FROM plays_play ORDER BY id LIMIT 1")
    address = f"/api/v1/plays/{play}"
    assert (
        request(fresh, address, headers={"Host": "localhost"}).json["places"] == request(site, address).json["places"]
    )
    assert request(fresh, "/readyz").status == 200
    assert f"{plays:,}" in droplet.run("make backups").stdout


def test_failed_restore_leaves_the_live_database_unchanged(droplet: Droplet, fresh: Stack) -> None:
    before = held(fresh)
    refused = droplet.run("make restore BACKUP=production-20200101T000000Z-daily")
    assert refused.returncode != 0
    assert "there is no backup production-20200101T000000Z-daily" in refused.stdout
    assert "Nothing was changed" in droplet.run("make restore BACKUP=latest", answer="no\n").stdout
    kept = [name for name in databases(fresh) if "_before_" in name]
    gone = kept[0].replace("_before_2", "_before_1")
    assert droplet.run(f"make restore BACKUP={gone}").returncode != 0
    assert held(fresh) == before
    assert databases(fresh) == ["toponaut", *kept]


def test_restore_interrupts_briefly_and_serves_nothing_old(droplet: Droplet, fresh: Stack) -> None:
    """Back to what was live before, while requests flow. The last one here: the plays are gone then."""
    kept = next(name for name in databases(fresh) if "_before_" in name)
    play = f"/plays/{sql(fresh, 'SELECT id FROM plays_play ORDER BY id LIMIT 1')}"
    request(fresh, f"{MATCH}Paris")
    assert request(fresh, f"{MATCH}Paris").cache == "HIT"
    assert request(fresh, play).status == 200
    with PlayerTraffic(fresh) as traffic:
        traffic.run(1)
        run = droplet.run(f"make restore BACKUP={kept}")
        traffic.run(2)
    print(run.stdout, table("a restore", traffic.samples), sep="\n")
    assert run.returncode == 0, run.stdout
    assert not unexpected(traffic.samples, BUSY)
    assert request(fresh, play).status == 404  # the old database had no plays
