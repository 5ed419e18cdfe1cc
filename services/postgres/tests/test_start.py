"""start.sh with fake programs: it refuses a cluster that is not its own, and creates one on an empty volume only."""

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent.parent
LIFECYCLE = FOLDER.parent / "lifecycle" / "lifecycle.sh"
PROGRAMS = {
    "postgres": 'case $1 in --version) echo "postgres (PostgreSQL) {major}.6 (Debian)" ;; --single) cat ;; esac',
    "initdb": 'mkdir "$2"; echo {major} >"$2/PG_VERSION"',  # its first words: --pgdata FOLDER
}


class FakeImage:
    """A folder with the scripts, fake programs of this major version, secrets and an empty volume."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.volume = folder, folder / "volume"
        self.volume.mkdir()
        (folder / "secrets").mkdir()
        for name in ("postgres_password", "backup_password"):
            (folder / "secrets" / name).write_text("x" * 30)
        self.install("17")

    def install(self, major: str) -> "FakeImage":
        """Install the programs of another version."""
        for name, script in PROGRAMS.items():
            (self.folder / name).write_text(f"#!/bin/bash\n{script.format(major=major)}\n")
            (self.folder / name).chmod(0o755)
        return self

    def add_cluster(self, major: str, folder: str = "") -> "FakeImage":
        (self.volume / (folder or major)).mkdir()
        (self.volume / (folder or major) / "PG_VERSION").write_text(f"{major}\n")
        return self

    def start(self, *words: str) -> subprocess.CompletedProcess[str]:
        for name in ("start.sh", "cluster.sh", "lifecycle.sh"):
            text = (
                (LIFECYCLE if name == "lifecycle.sh" else FOLDER / name)
                .read_text()
                .replace("/var/lib/postgresql", str(self.volume))
            )
            text = text.replace("/usr/local/lib/postgres_cluster.sh", str(self.folder / "cluster.sh"))
            text = text.replace("/run/", f"{self.folder}/").replace("--timeout 2", "--timeout 0.1")
            (self.folder / name).write_text(text)
        (self.folder / "lifecycle").unlink(missing_ok=True)
        (self.folder / "lifecycle.sh").rename(self.folder / "lifecycle").chmod(0o755)
        environ = os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}"}
        command = ["bash", str(self.folder / "start.sh"), *words]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


@pytest.fixture
def image(tmp_path: Path) -> FakeImage:
    return FakeImage(tmp_path)


def entries(image: FakeImage) -> list[str]:
    return sorted(str(path.relative_to(image.volume)) for path in image.volume.rglob("*"))


REFUSALS: dict[str, tuple[Callable[[FakeImage], object], str]] = {
    "an older cluster": (
        lambda image: image.add_cluster("15"),
        "the data is in a cluster of PostgreSQL 15, and this release has 17: run `make upgrade-postgres`.",
    ),
    "a newer cluster": (
        lambda image: image.add_cluster("18"),
        "the data is in a cluster of PostgreSQL 18, and this release has 17: start a release with 18.",
    ),
    "a newer cluster beside its own": (
        lambda image: image.add_cluster("17").add_cluster("18"),
        "the data is in a cluster of PostgreSQL 18",
    ),
    "another version in its folder": (lambda image: image.add_cluster("15", "17"), "rename the folder to 15"),
    "a folder without a cluster": (
        lambda image: (image.volume / "17").mkdir(),
        "17 holds no cluster: restore a backup.",
    ),
    "other files": (
        lambda image: (image.volume / "film.mp4").touch(),
        "the volume holds no cluster, and is not empty, so none is created: move away",
    ),
    "programs of another version": (
        lambda image: image.install("18"),
        "this image has PostgreSQL 18, and its start script is for 17",
    ),
    "programs of another version, and a cluster of theirs": (
        lambda image: image.install("18").add_cluster("18"),
        "this image has PostgreSQL 18, and its start script is for 17",
    ),
}


@pytest.mark.parametrize("option", [[], ["--check"]])
@pytest.mark.parametrize(("prepare", "message"), REFUSALS.values(), ids=REFUSALS)
def test_refusal_is_one_line_and_changes_nothing(
    image: FakeImage, prepare: Callable[[FakeImage], object], message: str, option: list[str]
) -> None:
    prepare(image)
    before = entries(image)
    run = image.start(*option)
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("postgres: ")
    assert message in line
    assert entries(image) == before


def test_new_cluster_is_created_on_an_empty_volume(image: FakeImage) -> None:
    for leftover in ("lost+found", "17.unfinished", "socket.unfinished"):
        (image.volume / leftover).mkdir()
    run = image.start()
    assert run.returncode == 0, run.stderr
    assert "created a new cluster in" in run.stdout
    assert (image.volume / "17" / "PG_VERSION").read_text() == "17\n"


def test_own_cluster_is_started_although_an_older_one_is_kept_beside_it(image: FakeImage) -> None:
    image.add_cluster("15")
    image.add_cluster("17")
    run = image.start()
    assert run.returncode == 0, run.stderr
    assert "created" not in run.stdout


def test_check_creates_nothing(image: FakeImage) -> None:
    assert image.start("--check").returncode == 0
    assert entries(image) == []


def test_second_server_on_one_volume_is_refused(image: FakeImage) -> None:
    image.add_cluster("17")
    with (image.volume / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = image.start()
    assert run.returncode == 1
    assert "another server uses this volume" in run.stderr


def test_refused_start_counts_as_a_start(image: FakeImage) -> None:
    """The monitor takes it for a crash, so a server that refuses again and again causes an alert."""
    (image.folder / "toponaut-starts").mkdir()
    image.add_cluster("15")
    image.start()
    assert len((image.folder / "toponaut-starts" / "postgres").read_text().splitlines()) == 1
