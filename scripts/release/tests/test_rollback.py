"""To which release a rollback returns and when it is refused, and the list of deploys."""

import json

import pytest

from scripts.release.tests.fake_server import FakeServer

pytestmark = pytest.mark.slow


@pytest.fixture
def server_on_v2(server: FakeServer) -> FakeServer:
    """v0, then v1, then v2 were deployed here; v3 was tried and failed."""
    folder = server.checkout / "var" / "releases"
    folder.mkdir(parents=True)
    lines = [("v0", "done"), ("v1", "done"), ("v2", "done"), ("v3", "failed")]
    (folder / "releases.jsonl").write_text("".join(_line(*line) for line in lines))
    server.folder.joinpath("web", "a" * 64).write_text("v2\n")
    return server


def _line(tag: str, result: str) -> str:
    step, reason = ("", "") if result == "done" else ("start", 'it said "no", twice')
    entry = {"at": "2026-11-25T01:00:00Z", "tag": tag, "commit": "c0ffee", "who": "root", "kind": "deploy"}
    return json.dumps(entry | {"result": result, "step": step, "reason": reason, "seconds": 20}) + "\n"


def test_rollback_returns_to_the_previous_release(server_on_v2: FakeServer) -> None:
    run = server_on_v2.run("release/rollback")
    assert run.returncode == 0, run.stdout + run.stderr
    assert server_on_v2.serving_tag() == "v1"
    assert json.loads(server_on_v2.history[-1])["kind"] == "rollback"


def test_rollback_to_a_named_release(server_on_v2: FakeServer) -> None:
    assert server_on_v2.run("release/rollback", TAG="v0").returncode == 0
    assert server_on_v2.serving_tag() == "v0"


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        (
            {"TAG": "v0", "MISSING_TAG": "v0"},
            "The images of v0 are not on this machine. The images of these releases are: v0 v1 v2",
        ),
        ({"FAILS_AT": "check_rollback --against"}, "v1 may not work with the tables of v2"),
        ({"FAILS_AT": "check_rollback --list"}, "The image of v1 does not say which migrations it knows"),
    ],
    ids=["images missing", "unsafe migration", "unknown migrations"],
)
def test_refused_rollback_changes_nothing(server_on_v2: FakeServer, environ: dict[str, str], message: str) -> None:
    run = server_on_v2.run("release/rollback", **environ)
    assert run.returncode == 1
    assert message in run.stderr
    assert server_on_v2.serving_tag() == "v2"
    assert len(server_on_v2.history) == 4


def test_unsafe_rollback_runs_when_told_to(server_on_v2: FakeServer) -> None:
    run = server_on_v2.run("release/rollback", FAILS_AT="check_rollback --against", UNSAFE="1")
    assert run.returncode == 0, run.stderr
    assert server_on_v2.serving_tag() == "v1"


def test_refused_if_there_is_no_other_release(server: FakeServer) -> None:
    assert "No other release was deployed here" in server.run("release/rollback").stderr
    (server.folder / "web" / ("a" * 64)).unlink()
    assert "Nothing serves" in server.run("release/rollback").stderr


def test_list_of_releases(server_on_v2: FakeServer) -> None:
    run = server_on_v2.run("release/list_releases")
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["tag", "time", "who", "what", "result", "s", "reason"]
    assert lines[1].split() == ["v0*", "2026-11-25T01:00:00Z", "root", "deploy", "done", "20"]
    assert lines[4].startswith("v3  ")
    assert lines[4].endswith('at start: it said "no", twice')
    assert lines[-1] == "v2 serves now"


def test_list_is_refused_if_nothing_was_deployed(server: FakeServer) -> None:
    assert "Nothing was deployed here yet" in server.refusal("release/list_releases")
