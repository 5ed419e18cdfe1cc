"""`make release`, `push` and `ship`: only committed files are built, and a version must be named. Docker is a fake."""

import shlex
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scripts.release.tests.fake_server import FakeServer

# Also the Python of the .venv that it makes
PYTHON = """
case "$*" in
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  *"/sbom.py "*) [ -z "${SBOM_FAILS:-}" ] && echo "$*" && cat ;;
esac
"""


@pytest.fixture
def laptop(server: FakeServer) -> FakeServer:
    """A clean checkout."""
    for tool in ("dirname", "env", "tar"):
        server.install(tool, f'exec {shutil.which(tool)} "$@"')
    server.install("cksum", 'exec /usr/bin/cksum "$@"')
    server.install("python3", PYTHON)
    for file in ("requirements/test.txt", "frontend/package-lock.json"):
        (server.checkout / "services/web" / file).parent.mkdir(parents=True)
        (server.checkout / "services/web" / file).write_text("locked\n")
    (server.checkout / ".gitignore").write_text("/secrets/\n.env\nvar/\n.venv/\n")
    _git(server.checkout, "init", "--quiet", "--initial-branch=main")
    _git(server.checkout, "add", ".")
    _git(
        server.checkout, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", "First"
    )
    return server


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_commit_is_built_started_and_checked(laptop: FakeServer) -> None:
    run = laptop.run("release/build_and_smoke_test", TAG="v1.4.0", MISSING_TAG="v1.4.0")
    assert run.returncode == 0, run.stdout + run.stderr
    commit = _git(laptop.checkout, "rev-parse", "--short", "HEAD")
    assert f"v1.4.0 is built from {commit}, First" in run.stdout
    calls = [line for line in laptop.docker_calls() if line.startswith("TAG=v1.4.0 compose ") and "version" not in line]
    assert [line.removeprefix("TAG=v1.4.0 compose ") for line in calls] == [
        "-f compose.yaml config --images",
        "build",
        "-p toponaut-smoke up -d --no-build --wait",
        "-p toponaut-smoke ps --quiet nginx",
        "-f compose.yaml config --images",
        "-p toponaut-smoke down --volumes --timeout 5",
    ]
    assert (laptop.checkout / "var" / "release" / "scripts").is_dir()


@pytest.mark.slow
def test_release_lists_the_packages_in_its_images(laptop: FakeServer) -> None:
    run = laptop.run("release/build_and_smoke_test", TAG="v1.4.0", MISSING_TAG="v1.4.0")
    assert "The SBOM of v1.4.0 is ./var/releases/sbom-v1.4.0.cdx.json" in run.stdout
    commit = _git(laptop.checkout, "rev-parse", "HEAD")
    sbom = (laptop.checkout / "var/releases/sbom-v1.4.0.cdx.json").read_text()
    assert sbom == f"scripts/release/sbom.py v1.4.0 {commit} toponaut/web:v1.4.0\nlocked\n"


def test_failed_list_of_packages_leaves_the_images_and_can_be_written_again(laptop: FakeServer) -> None:
    run = laptop.run("release/build_and_smoke_test", TAG="v1.4.0", MISSING_TAG="v1.4.0", SBOM_FAILS="1")
    assert run.returncode == 1
    assert "The SBOM of v1.4.0 was not written: see above. To try again: TAG=v1.4.0 make sbom" in run.stderr
    assert not any("image rm" in line for line in laptop.docker_calls())
    assert not (laptop.checkout / "var/releases/sbom-v1.4.0.cdx.json").exists()
    assert "To build them: TAG=v1.4.0 make release" in laptop.refusal(
        "release/write_sbom", TAG="v1.4.0", MISSING_TAG="v1.4.0"
    )


def test_refused_with_uncommitted_changes(laptop: FakeServer) -> None:
    (laptop.checkout / "new.txt").write_text("new")
    assert "There are uncommitted changes" in laptop.refusal("release/build_and_smoke_test", TAG="v1.4.0")
    assert not any("build" in line.split() for line in laptop.docker_calls())


def test_refused_if_git_does_not_trust_the_checkout(laptop: FakeServer) -> None:
    """git's own variable makes it treat the checkout as one of another user."""
    refusal = laptop.refusal("release/build_and_smoke_test", TAG="v1.4.0", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert "This checkout belongs to another user" in refusal
    command = refusal.partition("or first: ")[2]
    assert shlex.split(command) == ["git", "config", "--global", "--add", "safe.directory", str(laptop.checkout)]


def test_refused_outside_of_a_git_checkout(laptop: FakeServer) -> None:
    shutil.rmtree(laptop.checkout / ".git")
    refusal = laptop.refusal("release/build_and_smoke_test", TAG="v1.4.0")
    assert "git cannot read this checkout: fatal: not a git repository" in refusal


def test_images_with_wrong_answers_fail(laptop: FakeServer) -> None:
    """A quiz is played, as after a deploy."""
    quiz = "--entrypoint python toponaut/web:v1.4.0 -I - localhost v1.4.0"
    run = laptop.run("release/build_and_smoke_test", TAG="v1.4.0", MISSING_TAG="v1.4.0", FAILS_AT=quiz)
    assert run.returncode == 1
    assert run.stderr == "toponaut: v1.4.0 was built, and it failed on purpose\n"
    assert any("down --volumes" in line for line in laptop.docker_calls())
    assert laptop.docker_calls()[-1].endswith("image rm toponaut/web:v1.4.0")  # so that it can be built again


def test_images_of_a_release_are_never_built_again(laptop: FakeServer) -> None:
    message = laptop.refusal("release/build_and_smoke_test", TAG="v1.4.0")
    assert "v1.4.0 was built already, from commit c0ffee" in message
    assert "docker image rm toponaut/web:v1.4.0" in message
    assert not any("build" in line.split() for line in laptop.docker_calls())


def test_release_has_the_newest_base_and_packages(laptop: FakeServer) -> None:
    """Docker keeps layers for months, and with them the nginx and OpenSSL of that day."""
    laptop.run("release/build_and_smoke_test", TAG="v1.4.0", MISSING_TAG="v1.4.0", BASE="debian:other")
    calls = laptop.docker_calls()
    (build,) = (at for at, line in enumerate(calls) if line.endswith("compose build"))
    assert calls[build - 1].endswith(" pull --quiet debian:other")
    assert f"PACKAGES_DATE={datetime.now(UTC):%Y-%m}" in laptop.docker_environment()[build]


def test_release_without_a_registry_is_built_from_the_local_base(laptop: FakeServer) -> None:
    run = laptop.run("release/build_and_smoke_test", TAG="v1.4.0", MISSING_TAG="v1.4.0", FAILS_AT="pull --quiet")
    assert run.returncode == 0, run.stderr
    assert "The base debian:trixie-slim could not be pulled" in run.stdout


@pytest.mark.parametrize("script", ["build_and_smoke_test", "write_sbom", "push_images", "ship_images"])
def test_refused_without_a_version(laptop: FakeServer, script: str) -> None:
    assert "TAG is missing: which version? For example: TAG=v1.4.0" in laptop.refusal(f"release/{script}")


def test_push_needs_a_registry(laptop: FakeServer) -> None:
    assert "REGISTRY is not a registry" in laptop.refusal("release/push_images", TAG="v1.4.0")
    run = laptop.run("release/push_images", TAG="v1.4.0", REGISTRY="registry.example/toponaut")
    assert run.returncode == 0, run.stderr
    assert laptop.docker_calls()[-1] == "TAG=v1.4.0 compose -f compose.yaml push"


def test_ship_needs_a_host(laptop: FakeServer) -> None:
    assert "HOST is missing: to which server?" in laptop.refusal("release/ship_images", TAG="v1.4.0")
