"""Plays that are on the server already: saved over the API, as another browser would."""

import json
from typing import Any
from urllib.request import Request, urlopen

from selenium.webdriver import Chrome

from tests.browser.answers import SECONDS, Answers

KEEP = "localStorage.setItem(`toponaut:1:plays:${arguments[0]}`, arguments[1])"


class Saved:
    """A saved play."""

    def __init__(self, site: str, slug: str, *names: str) -> None:
        """The largest place of each name, named in this order."""
        answers = Answers(site)
        self.slug, self.title = slug, answers.quiz(slug)["title"]
        places = [answers.places(slug, name)[0]["id"] for name in names]
        times = {"started": "2026-11-01T20:00:00Z", "ended": "2026-11-01T20:30:00Z"}
        body = {"quiz": slug, "places": places, "mode": "plain", **times}
        request = Request(f"{site}/api/v1/plays", json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310 - our own address
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            answer: dict[str, Any] = json.load(response)
        self.id, self.secret = str(answer["id"]), str(answer["secret"])
        self.url = f"{site}/plays/{self.id}"

    def keep(self, browser: Chrome) -> None:
        """Let the browser, which must show a page of ours, know that the play is its own."""
        entry = {"secret": self.secret, "quiz": self.slug, "title": self.title, "at": 1_790_000_000_000}
        browser.execute_script(KEEP, self.id, json.dumps(entry))
