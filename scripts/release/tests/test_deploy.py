"""The steps of a deploy: in order, put back when one fails, gone on from when it was killed. Docker is a fake here."""

import json

import pytest

from scripts.release.tests.release_machine import ReleaseMachine

pytestmark = pytest.mark.slow

GO = {"TAG": "v2", "NO_BACKUP": "1"}


def test_it_takes_over_and_is_written_down(server: ReleaseMachine) -> None:
    run = server.run("release/deploy", **GO)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (server.web(), server.serving(), server.front.read_text()) == (["v2"], "v2", "v2's\n")
    (line,) = server.history
    said = json.loads(line)
    assert list(said) == ["at", "tag", "commit", "who", "kind", "result", "step", "reason", "seconds"]
    assert (said["tag"], said["commit"], said["kind"], said["result"]) == ("v2", "c0ffee", "deploy", "done")
    assert "\nTAG=v2\n" in (server.checkout / ".env").read_text()


def test_in_this_order(server: ReleaseMachine) -> None:
    server.run("release/deploy", **GO)
    asked = server.asked()
    marks = [
        "--name toponaut-prepare",
        "--scale web=2",
        "deployment.healthcheck",
        "deployment.cutover",
        "stop --time 35",
    ]
    order = [next(at for at, line in enumerate(asked) if mark in line) for mark in marks]
    assert order == sorted(order)


STEPS = {"prepare": "--name toponaut-prepare migrate", "start": "--scale web=2"}


@pytest.mark.parametrize("step", ["prepare", "start"])
def test_what_fails_before_the_switch_changes_nothing(server: ReleaseMachine, step: str) -> None:
    run = server.run("release/deploy", FAILS_AT=STEPS[step], **GO)
    assert run.returncode == 1
    assert f'failed at step "{step}"' in run.stderr
    assert "v1 serves as before" in run.stderr
    assert (server.web(), server.serving()) == (["v1"], "v1")
    said = json.loads(server.history[0])
    assert (said["result"], said["step"]) == ("failed", step)
    assert "TAG=dev" in (server.checkout / ".env").read_text()


def test_what_fails_after_it_puts_the_old_one_back(server: ReleaseMachine) -> None:
    run = server.run("release/deploy", FAILS_AT="X-Toponaut-Release", **GO)
    assert run.returncode == 1
    assert 'failed at step "others": Through nginx it is not v2 that answers.' in run.stderr
    assert (server.web(), server.serving()) == (["v1"], "v1")
    assert sum("deployment.cutover" in line for line in server.asked()) == 2
    assert server.front.read_text() == "v1's\n"
    assert any("start --take" in line for line in server.asked())


@pytest.mark.parametrize("moment", ["toponaut-prepare migrate", "--scale web=2", "deployment.healthcheck",
                                    "deployment.cutover", "--restart unless-stopped b", "stop --time 35"])  # fmt: skip
def test_killed_at_any_moment_one_serves_and_the_same_command_ends_it(server: ReleaseMachine, moment: str) -> None:
    killed = server.run("release/deploy", STOPS_AT=moment, **GO)
    assert killed.returncode != 0
    assert server.history == []
    assert server.serving() in {"v1", "v2"}
    run = server.run("release/deploy", **GO)
    assert run.returncode == 0, run.stdout + run.stderr
    assert (server.web(), server.serving()) == (["v2"], "v2")


@pytest.mark.parametrize(
    ("signal", "words"), [("INT", "Ctrl-C"), ("HUP", "the connection was lost"), ("TERM", "a signal")]
)
@pytest.mark.parametrize("moment", ["deployment.healthcheck", "--restart unless-stopped b"])
def test_stopped_by_the_operator_it_puts_the_old_one_back(
    server: ReleaseMachine, signal: str, words: str, moment: str
) -> None:
    run = server.run("release/deploy", STOPS_AT=moment, SIGNAL=signal, **GO)
    assert run.returncode > 128
    assert words in run.stderr
    assert (server.web(), server.serving()) == (["v1"], "v1")
    assert words in json.loads(server.history[0])["reason"]


def test_the_last_five_stay(server: ReleaseMachine) -> None:
    folder = server.checkout / "var" / "releases"
    folder.mkdir(parents=True)
    lines = [f'{{"tag": "{tag}", "result": "done"}}\n' for tag in ("a1", "a2", "a3", "a4", "a5", "v1")]
    lines.insert(1, '{"tag": "bad", "result": "failed"}\n')
    lines.insert(-1, '{"tag": "mended-next", "result": "failed"}\n')
    (folder / "releases.jsonl").write_text("".join(lines))
    assert server.run("release/deploy", **GO).returncode == 0
    removed = set((server.folder / "removed").read_text().split())
    assert {image.rpartition(":")[2] for image in removed} == {"a1", "a2", "bad"}


def test_nginx_is_made_anew_where_it_does_not_take_the_configuration(server: ReleaseMachine) -> None:
    run = server.run("release/deploy", FAILS_AT="start --take", **GO)
    assert "nginx did not take it, so it is made anew" in run.stdout
    assert any("--scale nginx=2" in line for line in server.asked())


def test_two_at_once(server: ReleaseMachine) -> None:
    server.has("flock", "exit 1")
    assert "Another deploy or rollback is at work" in server.run("release/deploy", **GO).stderr
    assert server.history == []
    assert server.asked() == []
