"""Only the secret of a play allows changing and deleting it."""

from typing import Any

import pytest

from plays import saving
from plays.models import Play
from plays.tests.factories import AMERICAN, PLAYS, change_body, create_play, named_ids, play_body, send
from quizzes.tests.client import error_code, visitor

pytestmark = pytest.mark.django_db

CHANGES = {"PUT": play_body(revision=1), "PATCH": change_body(), "DELETE": ""}


@pytest.mark.parametrize(("method", "status"), [("PUT", 200), ("PATCH", 200), ("DELETE", 204)])
def test_the_secret_allows_every_change(method: str, status: int) -> None:
    play = create_play()
    response = send(method, f"{PLAYS}/{play['id']}", CHANGES[method], secret=play["secret"])
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", CHANGES)
def test_a_change_without_a_secret_gets_401(method: str) -> None:
    play = create_play()
    for value in (None, "", "Bearer", "Bearer ", "Basic " + play["secret"], play["secret"], "bearer\t"):
        headers = {"Authorization": value} if value is not None else {}
        response = visitor().generic(method, f"{PLAYS}/{play['id']}", b"{}", "application/json", headers=headers)
        assert (response.status_code, error_code(response)) == (401, "no_secret"), value
        assert response["WWW-Authenticate"] == "Bearer"
    assert named_ids(play["id"]) == AMERICAN


@pytest.mark.parametrize("method", CHANGES)
def test_the_secret_of_another_play_gets_403(method: str) -> None:
    mine, theirs = create_play(), create_play()
    for secret in (mine["secret"], theirs["secret"][:-1], theirs["secret"].upper(), "é", "x" * 5_000):
        response = send(method, f"{PLAYS}/{theirs['id']}", CHANGES[method], secret=secret)
        assert (response.status_code, error_code(response)) == (403, "not_yours"), secret
    assert Play.objects.get(id=theirs["id"]).revision == 1


@pytest.mark.parametrize("method", ["GET", *CHANGES])
@pytest.mark.parametrize("play_id", ["nobodyhasit", "x", "x" * 3_000, "%00", "%FF", "%E2%9C%93", "..", "' OR 1=1"])
def test_an_unknown_play_gets_404(method: str, play_id: str) -> None:
    response = send(method, f"{PLAYS}/{play_id}", CHANGES.get(method, ""), secret="a secret")
    assert (response.status_code, error_code(response)) == (404, "unknown_play")
    assert len(response.json()["error"]["message"]) < 200


def test_ids_are_case_sensitive() -> None:
    play = Play.objects.get(id=create_play()["id"])
    Play.objects.filter(id=play.id).update(id="aaaaaaaaaaa")
    assert send("GET", f"{PLAYS}/aaaaaaaaaaa").status_code == 200
    assert send("GET", f"{PLAYS}/AAAAAAAAAAA").status_code == 404


def test_a_deleted_play_gets_404() -> None:
    play, other = create_play(), create_play()
    path = f"{PLAYS}/{play['id']}"
    etag = send("GET", path)["ETag"]
    response = send("DELETE", path, secret=play["secret"])
    assert (response.status_code, response.content) == (204, b"")
    assert visitor().get(path, headers={"If-None-Match": etag}).status_code == 404
    for method, body in CHANGES.items():
        assert send(method, path, body, secret=play["secret"]).status_code == 404
    assert named_ids(other["id"]) == AMERICAN
    assert Play.objects.count() == 1


def test_the_slower_of_two_simultaneous_deletions_gets_404(monkeypatch: pytest.MonkeyPatch) -> None:
    play = create_play()
    find_owned = saving.find_owned

    def delete_after_finding(**found_by: Any) -> Any:
        found = find_owned(**found_by)
        Play.objects.all().delete()
        return found

    monkeypatch.setattr(saving, "find_owned", delete_after_finding)
    response = send("DELETE", f"{PLAYS}/{play['id']}", secret=play["secret"])
    assert (response.status_code, error_code(response)) == (404, "unknown_play")
