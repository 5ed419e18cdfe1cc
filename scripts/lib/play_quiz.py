"""Plays a quiz on a running site, to see whether it works: page, script, match, save, read, delete.

`python - HOST RELEASE [ADDRESS] <scripts/lib/play_quiz.py`: HOST is a name that the site answers to, RELEASE the
release that must answer, ADDRESS nginx's address (default 127.0.0.1:8080). scripts/lib/site_check.sh runs it in a
container that has Python and nginx's network. It uses only the standard library, and comes from the checkout, not from
the image, so it checks older releases too.
"""

import json
import re
import sys
import time
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple

TIMEOUT_SECONDS = 10  # the site's own limit for a request
MAX_RETRY_SECONDS = 15  # a server that was just replaced may not be back; until then nginx answers 503 or nothing

MATCH = "/api/v1/quizzes/us/match?name=portland,+me"  # not the largest Portland: the site has to understand the guess
KNOWN_REGION = "Maine"
PLAYS = "/api/v1/plays"


class SiteError(Exception):
    """An answer is wrong. The message says which and how, for an operator."""


class Answer(NamedTuple):
    status: int
    release: str
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The JSON object; empty if the body is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def __str__(self) -> str:
        """The beginning, on one line."""
        return f"{self.status} {' '.join(self.body[:200].decode(errors='replace').split())}"


class Site:
    """The site behind nginx at an address like 127.0.0.1:8080."""

    def __init__(self, address: str, *, host: str, release: str) -> None:
        self.address, self.host, self.release = address, host, release

    def request(
        self, path: str, *expect: HTTPStatus, method: str = "GET", body: object = None, secret: str = ""
    ) -> Answer:
        """Raises SiteError unless the release answers with an expected status: 200, if none is named."""
        answer = self._answer(path, method, body, secret)
        expect = expect or (HTTPStatus.OK,)
        if answer.status not in expect:
            raise SiteError(f"{method} {path} should answer {expect[0]:d}, and answered {answer}")
        if answer.release != self.release and not path.startswith("/static/"):
            raise SiteError(f"{method} {path} was answered by {answer.release or 'an unknown release'}")
        return answer

    def _answer(self, path: str, method: str, body: object, secret: str) -> Answer:
        deadline = time.monotonic() + MAX_RETRY_SECONDS
        while True:
            try:
                answer = self._send(path, method, body, secret)
                is_temporary = answer.status == HTTPStatus.SERVICE_UNAVAILABLE and "missing" not in answer.json
                if not is_temporary or time.monotonic() > deadline:
                    return answer
            except (OSError, HTTPException) as problem:
                if time.monotonic() > deadline:
                    raise SiteError(f"{method} {path} was not answered: {problem}") from problem
            time.sleep(0.5)

    def _send(self, path: str, method: str, body: object, secret: str) -> Answer:
        headers = {"Host": self.host, "User-Agent": "toponaut-release-check"}
        headers |= {"Authorization": f"Bearer {secret}"} if secret else {}
        headers |= {"Content-Type": "application/json"} if body else {}
        connection = HTTPConnection(self.address, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, path, json.dumps(body) if body else None, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers.get("X-Toponaut-Release", ""), response.read())
        finally:
            connection.close()


def play(site: Site) -> None:
    """Raises SiteError at the first wrong answer."""
    uncached = f"check={time.time_ns()}"  # nginx has no cached answer for an address with it
    site.request("/readyz")  # names what is down or missing
    _load_page(site, f"/quizzes/us?{uncached}")
    _save_read_and_delete(site, _match(site, f"{MATCH}&{uncached}"))


def _load_page(site: Site, path: str) -> None:
    page = site.request(path)
    script = re.search(rb'src="(/static/[^"]+\.js)"', page.body)
    if b"<h1" not in page.body or not script:
        raise SiteError(f"the page {path} has no heading, or names no script: {page}")
    if not site.request(script[1].decode()).body:
        raise SiteError(f"the script of the page {path} is empty")


def _match(site: Site, path: str) -> int:
    """The id of the place that was found."""
    answer = site.request(path)
    places = answer.json.get("places", [])
    if [place.get("region") for place in places] != [KNOWN_REGION]:
        raise SiteError(f"{path} did not find the city in {KNOWN_REGION}: {answer}")
    return int(places[0]["id"])


def _save_read_and_delete(site: Site, place: int) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    new = {"quiz": "us", "places": [place], "started": now, "ended": now, "mode": "plain"}
    answer = site.request(PLAYS, HTTPStatus.CREATED, HTTPStatus.TOO_MANY_REQUESTS, method="POST", body=new)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:  # a quota is used up; that must not stop a release
        print(f"saving a play was not tried: {answer}")
        return
    saved = answer.json
    path = f"{PLAYS}/{saved.get('id')}"
    try:
        _read(site, path, place)
    finally:
        secret = str(saved.get("secret"))
        site.request(path, HTTPStatus.NO_CONTENT, method="DELETE", secret=secret)
    site.request(path, HTTPStatus.NOT_FOUND)


def _read(site: Site, path: str, place: int) -> None:
    answer = site.request(path)
    if [one.get("id") for one in answer.json.get("places", [])] != [place]:
        raise SiteError(f"the play that was saved as {path} came back without its place: {answer}")
    site.request(path.removeprefix("/api/v1"))  # its page


def main() -> None:
    host, release, address = (*sys.argv[1:], "127.0.0.1:8080")[:3]
    try:
        play(Site(address, host=host, release=release))
    except SiteError as error:
        sys.exit(f"the site does not work: {error}")


if __name__ == "__main__":
    main()
