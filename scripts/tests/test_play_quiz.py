"""The check after a release: it accepts a site that works, and names the first answer that is wrong."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

import pytest

from scripts.tests.fake_machine import ROOT

RELEASE = "v2"
PORTLAND = {"id": 4975802, "region": "Maine"}


class Reply(NamedTuple):
    status: int
    body: object
    release: str = RELEASE


def working_site() -> dict[str, list[Reply]]:
    """Replies by request: the last one is repeated."""
    return {
        "GET /readyz": [Reply(200, {"status": "ok"})],
        "GET /quizzes/us": [Reply(200, '<h1>US</h1><script src="/static/quiz.0a.js"></script>')],
        "GET /static/quiz.0a.js": [Reply(200, "code", release="")],
        "GET /api/v1/quizzes/us/match": [Reply(200, {"places": [PORTLAND]})],
        "POST /api/v1/plays": [Reply(201, {"id": "abc", "secret": "s"})],
        "GET /api/v1/plays/abc": [Reply(200, {"places": [PORTLAND]}), Reply(404, {})],
        "GET /plays/abc": [Reply(200, "<h1>")],
        "DELETE /api/v1/plays/abc": [Reply(204, "")],
    }


class FakeSite(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies = working_site()
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []

    def check(self) -> subprocess.CompletedProcess[str]:
        program = (
            (ROOT / "scripts" / "lib" / "play_quiz.py")
            .read_text()
            .replace("MAX_RETRY_SECONDS = 15", "MAX_RETRY_SECONDS = 1")
        )
        command = [sys.executable, "-I", "-", "toponaut.example", RELEASE, f"127.0.0.1:{self.server_port}"]
        return subprocess.run(command, input=program, capture_output=True, text=True, check=False)


class Handler(BaseHTTPRequestHandler):
    server: FakeSite

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = f"{self.command} {self.path.partition('?')[0]}"
        self.server.requests.append(request)
        self.server.headers.append(dict(self.headers))
        replies = self.server.replies[request]
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        body = (reply.body if isinstance(reply.body, str) else json.dumps(reply.body)).encode()
        self.send_response(reply.status)
        if reply.release:
            self.send_header("X-Toponaut-Release", reply.release)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_DELETE = do_GET  # noqa: N815 - named by http.server

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def site() -> Iterator[FakeSite]:
    with FakeSite() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_site_that_works_passes_and_keeps_no_play(site: FakeSite) -> None:
    run = site.check()
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert site.requests == [*list(working_site())[:-1], "DELETE /api/v1/plays/abc", "GET /api/v1/plays/abc"]
    assert {headers["Host"] for headers in site.headers} == {"toponaut.example"}
    assert site.headers[-2]["Authorization"] == "Bearer s"


@pytest.mark.parametrize(
    ("request_line", "reply", "problem"),
    [
        ("GET /readyz", Reply(503, {"missing": ["a table"]}), 'answered 503 {"missing": ["a table"]}'),
        ("GET /readyz", Reply(200, {}, release="v1"), "GET /readyz was answered by v1"),
        ("GET /quizzes/us", Reply(500, "<h1>It is our fault</h1>"), "should answer 200, and answered 500"),
        ("GET /quizzes/us", Reply(200, "nothing"), "has no heading, or names no script: 200 nothing"),
        ("GET /static/quiz.0a.js", Reply(404, ""), "GET /static/quiz.0a.js should answer 200, and answered 404"),
        ("GET /static/quiz.0a.js", Reply(200, ""), "is empty"),
        ("GET /api/v1/quizzes/us/match", Reply(200, {"places": [], "reason": "unknown"}), "did not find the city"),
        ("GET /api/v1/quizzes/us/match", Reply(200, {"places": [{"region": "Oregon"}]}), "in Maine"),
        ("GET /api/v1/quizzes/us/match", Reply(200, "no JSON"), "did not find the city"),
        ("POST /api/v1/plays", Reply(500, {}), "POST /api/v1/plays should answer 201, and answered 500"),
        ("GET /api/v1/plays/abc", Reply(200, {"places": []}), "came back without its place"),
        ("GET /plays/abc", Reply(500, ""), "GET /plays/abc should answer 200"),
        ("DELETE /api/v1/plays/abc", Reply(403, {}), "DELETE /api/v1/plays/abc should answer 204"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named(site: FakeSite, request_line: str, reply: Reply, problem: str) -> None:
    site.replies[request_line] = [reply]
    run = site.check()
    assert run.returncode == 1
    assert run.stderr.startswith("the site does not work: ")
    assert problem in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_play_that_was_not_deleted_is_noticed(site: FakeSite) -> None:
    site.replies["GET /api/v1/plays/abc"] = [Reply(200, {"places": [PORTLAND]})]
    assert "GET /api/v1/plays/abc should answer 404" in site.check().stderr


def test_a_play_is_deleted_even_if_it_was_read_wrongly(site: FakeSite) -> None:
    site.replies["GET /plays/abc"] = [Reply(500, "")]
    site.check()
    assert "DELETE /api/v1/plays/abc" in site.requests


def test_a_quota_that_is_used_up_does_not_stop_a_release(site: FakeSite) -> None:
    site.replies["POST /api/v1/plays"] = [Reply(429, {"error": {"code": "too_many_plays"}})]
    run = site.check()
    assert (run.returncode, "saving a play was not tried" in run.stdout) == (0, True)
    site.replies["POST /api/v1/plays"] = [Reply(429, "nginx refuses", release="")]
    assert site.check().returncode == 1


def test_a_server_that_is_just_starting_is_waited_for(site: FakeSite) -> None:
    site.replies["GET /readyz"].insert(0, Reply(503, "", release=""))
    assert site.check().returncode == 0


def test_a_site_that_does_not_answer_is_named(site: FakeSite) -> None:
    command = [sys.executable, "-I", "-", "localhost", RELEASE, "127.0.0.1:1"]
    program = (ROOT / "scripts" / "lib" / "play_quiz.py").read_text().replace("= 15", "= 0")
    run = subprocess.run(command, input=program, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "GET /readyz was not answered" in run.stderr
