"""Players for locust. Each has an address of its own, as behind a proxy, opens a quiz as a browser does, and guesses.

GUESSES names a file of guesses, one a line, which players take in turn:

    GUESSES=guesses.txt locust --headless --locustfile tests/load/locustfile.py --users 80 --host http://127.0.0.1:8080
"""

import json
import os
import re
from itertools import count, cycle
from pathlib import Path
from random import Random
from urllib.parse import quote

from locust import FastHttpUser, task

AGENT = os.environ.get("AGENT", "locust")  # to find their lines in nginx's log
QUIZZES = ["world"] * 6 + ["us"] * 3 + ["de", "fr", "gb", "us-il"]  # what is played how often
ACTIONS = 1.0  # a second and player

_guesses = cycle(Path(os.environ["GUESSES"]).read_text(encoding="utf-8").splitlines())
_numbers = count(1)


class Player(FastHttpUser):
    def wait_time(self) -> float:
        """Players do not wait for each other: locust's own constant pace lets those who start together ask together."""
        return self.dice.expovariate(ACTIONS)

    def on_start(self) -> None:
        number = next(_numbers)
        self.dice = Random(number)  # noqa: S311 - which quiz is no secret
        self.headers = {
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip",
            "X-Forwarded-For": f"198.18.{number // 250}.{number % 250 + 1}",
        }
        self.cached: set[str] = set()
        self.open_quiz()

    @task(80)
    def guess(self) -> None:
        address = f"/api/v1/quizzes/{self.quiz}/match?name={quote(next(_guesses))}&data={self.data}"
        self.client.get(address, headers=self.headers, name="match")

    @task(6)
    def open_quiz(self) -> None:
        self.quiz = self.dice.choice(QUIZZES)
        page = self._page(f"/quizzes/{self.quiz}", "quiz page")
        found = re.search(r'<script id="quiz-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        self.data = json.loads(found[1])["fingerprint"] if found else ""

    @task(4)
    def open_home(self) -> None:
        self._page("/", "home page")

    def _page(self, path: str, name: str) -> str:
        """A page, and those of its files that this browser does not have yet."""
        page = self.client.get(path, headers=self.headers, name=name).text or ""
        for file in sorted(set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page)) - self.cached):
            self.cached.add(file)
            self.client.get(file, headers=self.headers, name="static file")
        return page
