"""Back to an older release: which one, and when it is refused; and the list of what was deployed."""

import json

import pytest

from scripts.release.tests.release_machine import ReleaseMachine

pytestmark = pytest.mark.slow


@pytest.fixture
def server_on_v2(server: ReleaseMachine) -> ReleaseMachine:
    """v0, then v1, then v2 were deployed here; v3 was tried and failed."""
    folder = server.checkout / "var" / "releases"
    folder.mkdir(parents=True)
    lines = [("v0", "done"), ("v1", "done"), ("v2", "done"), ("v3", "failed")]
    (folder / "releases.jsonl").write_text("".join(_line(*line) for line in lines))
    server.folder.joinpath("web", "a" * 64).write_text("v2\n")
    return server


def _line(tag: str, result: str) -> str:
    step, reason = ("", "") if result == "done" else ("start", 'it said "no", twice')
    said = {"at": "2026-11-25T01:00:00Z", "tag": tag, "commit": "c0ffee", "who": "root", "kind": "deploy"}
    return json.dumps(said | {"result": result, "step": step, "reason": reason, "seconds": 20}) + "\n"


def test_it_goes_to_the_one_before(server_on_v2: ReleaseMachine) -> None:
    run = server_on_v2.run("release/rollback")
    assert run.returncode == 0, run.stdout + run.stderr
    assert server_on_v2.serving() == "v1"
    assert json.loads(server_on_v2.history[-1])["kind"] == "rollback"


def test_or_to_one_that_is_named(server_on_v2: ReleaseMachine) -> None:
    assert server_on_v2.run("release/rollback", TAG="v0").returncode == 0
    assert server_on_v2.serving() == "v0"


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"TAG": "v0", "ABSENT": "v0"}, "The images of v0 are not here. Kept are: v0 v1 v2"),
        ({"FAILS_AT": "check_rollback --against"}, "v1 may not work with the tables of v2"),
        ({"FAILS_AT": "check_rollback --list"}, "The image of v1 does not say which tables it knows"),
    ],
    ids=["not here", "unsafe", "unknown"],
)
def test_it_refuses_and_changes_nothing(server_on_v2: ReleaseMachine, environ: dict[str, str], words: str) -> None:
    run = server_on_v2.run("release/rollback", **environ)
    assert run.returncode == 1
    assert words in run.stderr
    assert server_on_v2.serving() == "v2"
    assert len(server_on_v2.history) == 4


def test_an_unsafe_one_goes_on_when_told(server_on_v2: ReleaseMachine) -> None:
    run = server_on_v2.run("release/rollback", FAILS_AT="check_rollback --against", UNSAFE="1")
    assert run.returncode == 0, run.stderr
    assert server_on_v2.serving() == "v1"


def test_where_there_was_no_other(server: ReleaseMachine) -> None:
    assert "No other release was deployed here" in server.run("release/rollback").stderr
    (server.folder / "web" / ("a" * 64)).unlink()
    assert "No release serves" in server.run("release/rollback").stderr


def test_the_list(server_on_v2: ReleaseMachine) -> None:
    run = server_on_v2.run("release/releases")
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["tag", "time", "who", "what", "result", "s", "reason"]
    assert lines[1].split() == ["v0*", "2026-11-25T01:00:00Z", "root", "deploy", "done", "20"]
    assert lines[4].startswith("v3  ")
    assert "at start: it said" in lines[4]


def test_an_empty_list(server: ReleaseMachine) -> None:
    assert "Nothing was deployed here yet" in server.refusal("release/releases")
