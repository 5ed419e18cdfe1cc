"""A deploy: the order of its steps, restoring after a failure, the next run after a kill. Docker is a fake."""

import json

import pytest

from scripts.release.tests.fake_server import FakeServer

pytestmark = pytest.mark.slow

DEPLOY = {"TAG": "v2", "NO_BACKUP": "1"}


def test_new_release_serves_and_is_recorded(server: FakeServer) -> None:
    run = server.run("release/deploy", **DEPLOY)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (server.web_tags(), server.serving_tag(), server.nginx_config.read_text()) == (["v2"], "v2", "v2's\n")
    (line,) = server.history
    entry = json.loads(line)
    assert list(entry) == ["at", "tag", "commit", "who", "kind", "result", "step", "reason", "seconds"]
    assert (entry["tag"], entry["commit"], entry["kind"], entry["result"]) == ("v2", "c0ffee", "deploy", "done")
    assert "\nTAG=v2\n" in (server.checkout / ".env").read_text()


def test_steps_run_in_order(server: FakeServer) -> None:
    server.run("release/deploy", **DEPLOY)
    calls = server.docker_calls()
    milestones = [
        "--name toponaut-prepare",
        "--scale web=2",
        "deployment.healthcheck",
        "deployment.cutover",
        "toponaut/web:v2 -I - localhost v2",
        "--restart unless-stopped b",
        "stop --time 35",
    ]
    order = [next(at for at, line in enumerate(calls) if words in line) for words in milestones]
    assert order == sorted(order)


DOCKER_CALLS = {"prepare": "--name toponaut-prepare migrate", "start": "--scale web=2"}


@pytest.mark.parametrize("step", ["prepare", "start"])
def test_failure_before_the_cutover_changes_nothing(server: FakeServer, step: str) -> None:
    run = server.run("release/deploy", FAILS_AT=DOCKER_CALLS[step], **DEPLOY)
    assert run.returncode == 1
    assert f'failed at step "{step}"' in run.stderr
    assert "v1 serves as before" in run.stderr
    assert (server.web_tags(), server.serving_tag()) == (["v1"], "v1")
    entry = json.loads(server.history[0])
    assert (entry["result"], entry["step"]) == ("failed", step)
    assert "TAG=dev" in (server.checkout / ".env").read_text()


def test_failure_after_the_cutover_restores_the_old_release(server: FakeServer) -> None:
    run = server.run("release/deploy", FAILS_AT="localhost v2", **DEPLOY)
    assert run.returncode == 1
    assert 'failed at step "check": v2 serves, and it failed on purpose' in run.stderr
    assert "v1 serves as before" in run.stderr
    assert json.loads(server.history[0])["reason"] == "v2 serves, and it failed on purpose"
    assert (server.web_tags(), server.serving_tag()) == (["v1"], "v1")
    assert sum("deployment.cutover" in line for line in server.docker_calls()) == 2
    assert server.nginx_config.read_text() == "v1's\n"
    assert any("start --activate" in line for line in server.docker_calls())


def test_backup_sleeps_while_two_releases_share_the_memory(server: FakeServer) -> None:
    server.run("release/deploy", **DEPLOY)
    calls = server.docker_calls()
    stopped = next(at for at, line in enumerate(calls) if line.endswith(f" stop {'c' * 64}"))
    assert stopped < next(at for at, line in enumerate(calls) if "toponaut-prepare migrate" in line)
    assert sum(" start c" in line for line in calls) == 0  # its successor was started
    server.run("release/deploy", FAILS_AT="--scale web=2", TAG="v3", NO_BACKUP="1")
    backup = next(file.name for file in (server.folder / "backup").iterdir())
    assert [line for line in server.docker_calls() if f" start {backup}" in line]


@pytest.mark.parametrize("moment", ["toponaut-prepare migrate", "--scale web=2", "deployment.healthcheck",
                                    "deployment.cutover", "-I - localhost v2", "--restart unless-stopped b",
                                    "stop --time 35"])  # fmt: skip
def test_after_a_kill_one_release_serves_and_a_second_run_completes(server: FakeServer, moment: str) -> None:
    killed = server.run("release/deploy", SIGNAL_AT=moment, **DEPLOY)
    assert killed.returncode != 0
    assert server.history == []
    assert server.serving_tag() in {"v1", "v2"}
    run = server.run("release/deploy", **DEPLOY)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (server.web_tags(), server.serving_tag()) == (["v2"], "v2")


@pytest.mark.parametrize(
    ("signal", "reason"), [("INT", "Ctrl-C"), ("HUP", "the connection was lost"), ("TERM", "a signal")]
)
@pytest.mark.parametrize("moment", ["deployment.healthcheck", "--restart unless-stopped b"])
def test_signal_restores_the_old_release(server: FakeServer, signal: str, reason: str, moment: str) -> None:
    run = server.run("release/deploy", SIGNAL_AT=moment, SIGNAL=signal, **DEPLOY)
    assert run.returncode > 128
    assert reason in run.stderr
    assert (server.web_tags(), server.serving_tag()) == (["v1"], "v1")
    assert reason in json.loads(server.history[0])["reason"]


def test_images_of_the_last_five_releases_stay(server: FakeServer) -> None:
    folder = server.checkout / "var" / "releases"
    folder.mkdir(parents=True)
    lines = [f'{{"tag": "{tag}", "result": "done"}}\n' for tag in ("a1", "a2", "a3", "a4", "a5", "v1")]
    lines.insert(1, '{"tag": "bad", "result": "failed"}\n')
    lines.insert(-1, '{"tag": "failed-last", "result": "failed"}\n')
    (folder / "releases.jsonl").write_text("".join(lines))
    assert server.run("release/deploy", **DEPLOY).returncode == 0
    removed = set((server.folder / "removed").read_text().split())
    assert {image.rpartition(":")[2] for image in removed} == {"a1", "a2", "bad"}


def test_nginx_is_replaced_if_it_does_not_accept_the_configuration(server: FakeServer) -> None:
    run = server.run("release/deploy", FAILS_AT="start --activate", **DEPLOY)
    assert "nginx did not accept it, so its container is replaced" in run.stdout
    assert any("--scale nginx=2" in line for line in server.docker_calls())


def test_restored_release_is_said_to_serve_only_if_it_works(server: FakeServer) -> None:
    run = server.run("release/deploy", FAILS_AT="-I - localhost", **DEPLOY)
    assert server.serving_tag() == "v1"
    assert "v1 was put back, and it failed on purpose" in run.stderr
    assert "serves as before" not in run.stderr


def test_containers_of_a_killed_deploy_are_removed_first(server: FakeServer) -> None:
    """It had replaced the sidecar and started a web container; the old release serves."""
    for service, name in (("web", "e"), ("backup", "f")):
        (server.folder / service / (name * 64)).write_text("v2\n")
    run = server.run("release/deploy", FAILS_AT="--name toponaut-prepare migrate", **DEPLOY)
    assert "removing a web container that a killed deploy left behind: eeeeeeeeeeee, v2" in run.stdout
    assert "removing a container of backup that a killed deploy left behind: ffffffffffff, v2" in run.stdout
    assert server.web_tags() == ["v1"]
    assert [file.read_text() for file in (server.folder / "backup").iterdir()] == ["v1\n"]


def test_lock_is_the_same_for_every_checkout(server: FakeServer) -> None:
    with server.locked():
        assert "Another deploy or rollback is running here" in server.run("release/deploy", **DEPLOY).stderr
    assert server.docker_calls() == []
    assert server.run("release/deploy", **DEPLOY).returncode == 0


def test_images_must_hold_the_code_of_the_git_tag(server: FakeServer) -> None:
    server.install("git", '[ "$4" = "refs/tags/v2^{commit}" ] && echo feed')
    run = server.run("release/deploy", **DEPLOY)
    assert run.returncode == 1
    assert "toponaut/web:v2 was built from c0ffee, and the git tag v2 is feed" in run.stdout
    assert "The images of v2 do not hold the code of the git tag v2" in run.stderr
    assert server.serving_tag() == "v1"
    assert server.run("release/deploy", UNSAFE="1", **DEPLOY).returncode == 0


def test_refused_while_another_deploy_runs(server: FakeServer) -> None:
    server.install("flock", "exit 1")
    assert "Another deploy or rollback is running" in server.run("release/deploy", **DEPLOY).stderr
    assert server.history == []
    assert server.docker_calls() == []
