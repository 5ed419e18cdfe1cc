"""`make up` with a release's tag: it starts that release's code, and builds only what is missing and was asked for."""

import json
import shutil
import subprocess

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow

UP = "compose -f compose.yaml up -d --no-build --wait"
RELEASE = {"TAG": "v1.2.0"}
MISSING = {**RELEASE, "IMAGES_MISSING": "1"}


@pytest.fixture
def server(stack: FakeDockerMachine, free_port: str) -> FakeDockerMachine:
    """A checkout whose next commit, after the one with the tag v1.2.0, has other code."""
    for tool in ("date", "git", "rm", "tar", "xargs"):
        stack.install(tool, f'exec {shutil.which(tool)} "$@"')
    (stack.checkout / ".gitignore").write_text("/secrets/\n.env\nvar/\n")
    stack.set_up_production()
    with stack.dotenv.open("a") as dotenv:
        dotenv.write(f"HTTP_PORT={free_port}\n")
    code = stack.checkout / "code"
    code.write_text("of v1.2.0")
    git(stack, "init", "--quiet", "--initial-branch=main")
    commit(stack)
    git(stack, "tag", "v1.2.0")
    code.write_text("of the next release")
    commit(stack)
    return stack


def git(stack: FakeDockerMachine, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=stack.checkout, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(stack: FakeDockerMachine) -> None:
    git(stack, "add", ".")
    git(stack, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", "Change")


def tag_commit(stack: FakeDockerMachine) -> str:
    return git(stack, "rev-parse", "v1.2.0^{commit}")


def history(stack: FakeDockerMachine) -> list[dict[str, str]]:
    file = stack.checkout / "var" / "releases" / "releases.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def builds(stack: FakeDockerMachine) -> list[str]:
    return [line for line in stack.docker_calls() if line.endswith(" build") or "--build" in line]


def test_images_that_exist_are_not_built_again(server: FakeDockerMachine) -> None:
    run = server.run("stack/up", IMAGE_COMMIT=tag_commit(server), BUILD="1", **RELEASE)
    assert run.returncode == 0, run.stderr
    assert builds(server) == []
    assert server.start_calls()[-1].startswith(UP)


def test_missing_images_are_not_built_unless_asked_for(server: FakeDockerMachine) -> None:
    message = server.refusal("stack/up", **MISSING)
    assert "The images of v1.2.0 are not on this machine" in message
    assert "BUILD=1 make up" in message
    assert not server.started()
    assert builds(server) == []


def test_missing_images_are_built_from_the_code_of_the_tag(server: FakeDockerMachine) -> None:
    """The checkout itself already has the code of the next release."""
    with server.dotenv.open("a") as dotenv:
        dotenv.write("REGISTRY=our-images\n")
    run = server.run("stack/up", IMAGE_COMMIT=tag_commit(server), BUILD="1", **MISSING)
    assert run.returncode == 0, run.stdout + run.stderr
    assert builds(server) == ["compose build"]
    build = server.docker_calls().index("compose build")
    environment = server.docker_env.read_text().splitlines()[build]
    assert environment.startswith(f"COMMIT={tag_commit(server)} REGISTRY=our-images ")
    assert (server.checkout / "var" / "release" / "code").read_text() == "of v1.2.0"
    assert server.started()


def test_without_the_git_tag_nothing_is_built(server: FakeDockerMachine) -> None:
    git(server, "tag", "--delete", "v1.2.0")
    assert "git has no tag v1.2.0 here" in server.refusal("stack/up", BUILD="1", **MISSING)
    assert builds(server) == []


def test_checkout_of_another_user_is_no_missing_tag(server: FakeDockerMachine) -> None:
    refusal = server.refusal("stack/up", BUILD="1", GIT_TEST_ASSUME_DIFFERENT_OWNER="1", **MISSING)
    assert "This checkout belongs to another user, so git does not read it." in refusal
    run = server.run("stack/up", GIT_TEST_ASSUME_DIFFERENT_OWNER="1", **RELEASE)
    assert run.returncode == 0, run.stderr
    assert "their commit was not compared with git's tag. This checkout belongs to another user" in run.stdout


def test_missing_images_come_from_the_registry(server: FakeDockerMachine) -> None:
    server.run("stack/up", REGISTRY="registry.example/toponaut", **MISSING)
    assert "compose -f compose.yaml pull" in server.docker_calls()


@pytest.mark.parametrize("built_from", ["", "c0ffee"])
def test_images_with_other_code_are_refused(server: FakeDockerMachine, built_from: str) -> None:
    run = server.run("stack/up", IMAGE_COMMIT=built_from, **RELEASE)
    assert run.returncode == 1
    assert "The images of v1.2.0 do not hold the code of the git tag v1.2.0" in run.stderr
    assert not server.started()
    assert server.run("stack/up", IMAGE_COMMIT=built_from, UNSAFE="1", **RELEASE).returncode == 0


def test_first_start_of_a_release_is_recorded_once(server: FakeDockerMachine) -> None:
    for _ in range(2):
        assert server.run("stack/up", IMAGE_COMMIT=tag_commit(server), **RELEASE).returncode == 0
    (entry,) = history(server)
    assert (entry["tag"], entry["kind"], entry["result"]) == ("v1.2.0", "up", "done")
    assert entry["commit"] == tag_commit(server)
    assert "\nTAG=v1.2.0\n" in server.dotenv.read_text()


def test_release_that_does_not_work_is_not_recorded(server: FakeDockerMachine) -> None:
    run = server.run("stack/up", IMAGE_COMMIT=tag_commit(server), SITE_PROBLEM="it does not work", **RELEASE)
    assert run.returncode == 1
    assert history(server) == []
    assert "\nTAG=dev\n" in server.dotenv.read_text()


def test_dev_is_built_and_not_recorded(server: FakeDockerMachine) -> None:
    assert server.run("stack/up").returncode == 0
    assert "--build" in server.start_calls()[-1]
    assert history(server) == []


def test_refused_during_a_deploy_from_another_checkout(server: FakeDockerMachine) -> None:
    with server.locked():
        assert "Another deploy or rollback is running here" in server.refusal("stack/up")
    assert not server.started()
