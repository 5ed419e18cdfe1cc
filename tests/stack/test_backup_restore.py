"""Restore on a new droplet: with `.env`, two keys and the bucket, the runbook's five commands restore everything.

The backup is encrypted. Short forms: test_backup.py takes one, test_staging.py restores one that is not encrypted.
"""

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
    database_contents,
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
from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.measurements import Report
from tests.stack.harness.player_traffic import BUSY, PlayerTraffic, table, unexpected
from tests.stack.harness.stack import SERVICES, Stack, free_port

pytestmark = pytest.mark.drill

Rows = list[list[object]]  # of a table in the report

PLAYS = 100_000
MAX_JOB_MB = 64
DROPLET = "toponaut-test-droplet"
RELEASE = "v1.4.0"  # what served on the lost droplet; the new checkout has gone on since


def runbook_commands() -> list[str]:
    """The commands of the runbook in docs/operating.md, as an operator copies them."""
    section = (ROOT / "docs" / "operating.md").read_text().split("### The droplet is gone\n")[1]
    block = re.search(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert block
    return block[1].splitlines()


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


@pytest.fixture(scope="module")
def private_key(site: Stack) -> str:
    """age's key, which decrypts the backups."""
    return site.exec("backup", "age-keygen")


def public_key(private_key: str) -> str:
    return private_key.partition("public key: ")[2].partition("\n")[0].strip()


@pytest.fixture(scope="module")
def measurements(site: Stack, private_key: str) -> Rows:
    """Take a backup of the real places, and one with many plays: duration, memory and size of each."""
    rows: Rows = []
    for count in (0, PLAYS):
        if count:
            add_plays(site, count)
        with peak_megabytes(site) as peak:
            output_of(run_backup(site, "take", BACKUP_AGE_RECIPIENT=public_key(private_key)))
        backup = status(site)["last_success"]
        database_bytes = int(sql(site, "SELECT pg_database_size(current_database())"))
        rows.append([f"{count:,}", f"{backup['rows']:,}", f"{backup['seconds']:.0f}", f"{peak[0]:.0f}",
                     f"{backup['size'] / 1e6:.1f}", f"{database_bytes / 1e6:.0f}"])  # fmt: skip
    return rows


def test_time_memory_and_size_of_a_backup(measurements: Rows, report: Report) -> None:
    report.add("A backup", ["saved plays", "rows", "s", "peak MB", "MB stored", "MB in PostgreSQL"], measurements)
    assert max(float(str(row[3])) for row in measurements) < MAX_JOB_MB


class Droplet(Checkout):
    """A new checkout on an empty machine, and the folder with the files that the operator has kept."""

    def __init__(self, folder: Path, stack: Stack, private_key: str) -> None:
        super().__init__(folder / "toponaut", DROPLET)
        self.commit = self._commit_release_and_go_on()
        self.environ["PACKAGES_DATE"] = ""  # the packages' layers are those of the tests' images
        kept_folder = folder / "kept"
        self.port = free_port()
        kept_folder.mkdir()
        settings = {"TAG": RELEASE, "REGISTRY": DROPLET, "HTTP_PORT": str(self.port), "SECRETS_DIR": "./secrets"}
        settings |= {name: value for name, value in stack.environ.items() if name.startswith("BACKUP_")}
        settings |= {"BACKUP_AGE_RECIPIENT": public_key(private_key)}
        self.write_env(kept_folder / ".env", settings)
        (kept_folder / "toponaut.key").write_text(private_key)
        for name in ("s3_access_key", "s3_secret_key"):
            shutil.copy(Path(stack.environ["SECRETS_DIR"]) / name, kept_folder / name)

    def _commit_release_and_go_on(self) -> str:
        """Commit the files as RELEASE, then other files. Returns RELEASE's commit."""
        git = "git -c user.name=a -c user.email=a@b.example"
        self.run_ok(f"git init --quiet && git add . && {git} commit --quiet -m Release && git tag {RELEASE}")
        self.run_ok(f"echo not in the release >>nginx/start.sh && {git} commit --quiet -a -m Next")
        return self.run_ok(f"git rev-parse {RELEASE}").strip()

    def image_commits(self) -> set[str]:
        """The commit that each image of RELEASE was built from."""
        label = '{{index .Config.Labels "org.opencontainers.image.revision"}}'
        images = [f"{DROPLET}/{service}:{RELEASE}" for service in SERVICES]
        return set(docker("image", "inspect", "--format", label, *images).split())

    def remove(self) -> None:
        self.run("scripts/stack/stack.sh down --volumes --timeout 5")
        docker("image", "rm", "--force", *[f"{DROPLET}/{service}:{RELEASE}" for service in SERVICES], check=False)


@pytest.fixture(scope="module")
def droplet(
    tmp_path_factory: pytest.TempPathFactory, site: Stack, measurements: Rows, private_key: str
) -> Iterator[Droplet]:
    """`measurements`: requested so that the backup is in the bucket."""
    found = Droplet(tmp_path_factory.mktemp("droplet"), site, private_key)
    try:
        yield found
    finally:
        found.remove()


@pytest.fixture(scope="module")
def restored(droplet: Droplet, tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """The droplet's stack."""
    stack = Stack(DROPLET, tmp_path_factory.mktemp("restored"))
    stack.port = droplet.port
    return stack


def test_runbook_restores_everything(site: Stack, droplet: Droplet, restored: Stack, report: Report) -> None:
    """The bucket's address is the gateway of the old network, which containers of another network reach too."""
    commands = runbook_commands()
    assert len(commands) == 5
    commands[-1] = f"IDENTITY=../kept/toponaut.key {commands[-1]}"
    rows = []
    for command in commands:
        started = time.monotonic()
        run = droplet.run(command)
        assert run.returncode == 0, f"{command}\n{run.stdout}"
        rows.append([command, f"{time.monotonic() - started:.1f}"])
    report.add(f"The runbook, with {PLAYS:,} saved plays", ["command", "s"], rows)
    assert droplet.image_commits() == {droplet.commit}
    expected = database_contents(site)
    assert database_contents(restored) == expected
    assert expected["all plays"].startswith(f"{PLAYS}|")
    play = sql(site, "SELECT id FROM plays_play ORDER BY id LIMIT 1")
    address = f"/api/v1/plays/{play}"
    restored_play = request(restored, address, headers={"Host": "localhost"}).json
    assert restored_play["places"] == request(site, address).json["places"]
    assert request(restored, "/readyz").status == 200
    assert f"{PLAYS:,}" in droplet.run("make backups").stdout


def test_failed_restore_leaves_the_live_database_unchanged(site: Stack, droplet: Droplet, restored: Stack) -> None:
    before = database_contents(restored)
    (droplet.folder / "other.key").write_text(site.exec("backup", "age-keygen"))
    for identity, message in (("", "IDENTITY=<file> make restore"), ("IDENTITY=other.key", "the private key of")):
        refused = droplet.run(f"{identity} make restore BACKUP=latest")
        assert (refused.returncode != 0, message in refused.stdout) == (True, True), refused.stdout
    refused = droplet.run("make restore BACKUP=production-20200101T000000Z-daily")
    assert refused.returncode != 0
    assert "there is no backup production-20200101T000000Z-daily" in refused.stdout
    assert "Nothing was changed" in droplet.run("make restore BACKUP=latest", answer="no\n").stdout
    backups = [name for name in databases(restored) if "_before_" in name]
    missing = backups[0].replace("_before_2", "_before_1")
    assert droplet.run(f"make restore BACKUP={missing}").returncode != 0
    assert database_contents(restored) == before
    assert databases(restored) == ["toponaut", *backups]


def test_restore_interrupts_briefly_and_empties_the_cache(droplet: Droplet, restored: Stack) -> None:
    """Restore the database from before the last restore, under load. Must be the last test: it removes the plays."""
    previous = next(name for name in databases(restored) if "_before_" in name)
    play = f"/plays/{sql(restored, 'SELECT id FROM plays_play ORDER BY id LIMIT 1')}"
    request(restored, f"{MATCH_PATH}Paris")
    assert request(restored, f"{MATCH_PATH}Paris").cache == "HIT"
    assert request(restored, play).status == 200
    with PlayerTraffic(restored) as traffic:
        traffic.run(1)
        run = droplet.run(f"make restore BACKUP={previous}")
        traffic.run(2)
    print(run.stdout, table("restore", traffic.samples), sep="\n")
    assert run.returncode == 0, run.stdout
    assert not unexpected(traffic.samples, BUSY)
    assert request(restored, play).status == 404  # the previous database had no plays
