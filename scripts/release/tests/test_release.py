"""`make release` and `make push`: only what is committed is built, with its commit in it. Docker is a fake."""

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.release.tests.release_machine import ReleaseMachine

ANSWERS = {
    "readyz": '{"status": "ok", "release": "v1.4.0"}',
    "match": '{"places": [{"region": "Maine"}]}',
    "europe": "<h1>Europe</h1>",
}


@pytest.fixture
def laptop(server: ReleaseMachine) -> ReleaseMachine:
    """A clean checkout, and images that answer."""
    for tool in ("dirname", "env", "tar"):
        server.has(tool, f'exec {shutil.which(tool)} "$@"')
    (server.checkout / ".gitignore").write_text("/secrets/\n.env\nvar/\n")
    _git(server.checkout, "init", "--quiet", "--initial-branch=main")
    _git(server.checkout, "add", ".")
    _git(
        server.checkout, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", "First"
    )
    cases = "\n".join(f"*{part}*) echo '{answer}' ;;" for part, answer in ANSWERS.items())
    server.has("curl", f'case "$*" in\n{cases}\nesac')
    return server


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_it_builds_the_commit_starts_it_and_asks(laptop: ReleaseMachine) -> None:
    run = laptop.run("release/release", TAG="v1.4.0")
    assert run.returncode == 0, run.stdout + run.stderr
    commit = _git(laptop.checkout, "rev-parse", "--short", "HEAD")
    assert f"v1.4.0 is built from {commit}, First" in run.stdout
    asked = [line for line in laptop.asked() if line.startswith("TAG=v1.4.0 compose ") and "version" not in line]
    assert [line.removeprefix("TAG=v1.4.0 compose ") for line in asked] == [
        "build",
        "-p toponaut-smoke up -d --no-build --wait",
        "-p toponaut-smoke port nginx 8080",
        "-p toponaut-smoke down --volumes --timeout 5",
    ]
    assert (laptop.checkout / "var" / "release" / "scripts").is_dir()


def test_a_change_that_is_not_committed(laptop: ReleaseMachine) -> None:
    (laptop.checkout / "new.txt").write_text("new")
    assert "changes that are not committed" in laptop.refusal("release/release", TAG="v1.4.0")
    assert not any("build" in line.split() for line in laptop.asked())


def test_images_that_answer_otherwise(laptop: ReleaseMachine) -> None:
    laptop.has("curl", "echo '{}'")
    run = laptop.run("release/release", TAG="v1.4.0")
    assert run.returncode == 1
    assert "/readyz of v1.4.0 answered without" in run.stderr
    assert any("down --volumes" in line for line in laptop.asked())


@pytest.mark.parametrize("script", ["release", "push", "ship"])
def test_which_version_has_to_be_said(laptop: ReleaseMachine, script: str) -> None:
    assert "Which version? TAG=v1.4.0" in laptop.refusal(f"release/{script}")


def test_without_a_registry_nothing_is_pushed(laptop: ReleaseMachine) -> None:
    assert "REGISTRY names no registry" in laptop.refusal("release/push", TAG="v1.4.0")
    run = laptop.run("release/push", TAG="v1.4.0", REGISTRY="registry.example/toponaut")
    assert run.returncode == 0, run.stderr
    assert laptop.asked()[-1] == "TAG=v1.4.0 compose -f compose.yaml push"


def test_a_server_has_to_be_named(laptop: ReleaseMachine) -> None:
    assert "To which server?" in laptop.refusal("release/ship", TAG="v1.4.0")
