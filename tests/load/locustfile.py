"""Players for Locust. Each has its own address, as behind a proxy, opens a quiz like a browser, and sends guesses.

GUESSES_FILE contains one guess per line; the players take the lines in turn:

    GUESSES_FILE=guesses.txt locust --headless --locustfile tests/load/locustfile.py --users 80 --host http://127.0.0.1:8080
"""

import json
import os
import re
from itertools import count, cycle
from pathlib import Path
from random import Random
from urllib.parse import quote

from locust import FastHttpUser, task

USER_AGENT = os.environ.get("USER_AGENT", "locust")  # marks these requests in nginx's log
QUIZZES = ["world"] * 6 + ["us"] * 3 + ["de", "fr", "gb", "us-il"]  # weighted by how often each is played
ACTIONS_PER_SECOND = 1.0  # for each player

_guesses = cycle(Path(os.environ["GUESSES_FILE"]).read_text(encoding="utf-8").splitlines())
_player_numbers = count(1)


class Player(FastHttpUser):
    def wait_time(self) -> float:
        """Random, because with Locust's constant pace players who start together would also send together."""
        return self.rng.expovariate(ACTIONS_PER_SECOND)

    def on_start(self) -> None:
        number = next(_player_numbers)
        self.rng = Random(number)  # noqa: S311 - choosing a quiz needs no security
        self.headers = {
            "User-Agent": USER_AGENT,
            "Accept-Encoding": "gzip",
            "X-Forwarded-For": f"198.18.{number // 250}.{number % 250 + 1}",
        }
        self.cached_files: set[str] = set()
        self.open_quiz()

    @task(80)
    def guess(self) -> None:
        address = f"/api/v1/quizzes/{self.quiz}/match?name={quote(next(_guesses))}&data={self.data_fingerprint}"
        self.client.get(address, headers=self.headers, name="match")

    @task(6)
    def open_quiz(self) -> None:
        self.quiz = self.rng.choice(QUIZZES)
        page = self._page(f"/quizzes/{self.quiz}", "quiz page")
        found = re.search(r'<script id="quiz-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        self.data_fingerprint = json.loads(found[1])["fingerprint"] if found else ""

    @task(4)
    def open_home(self) -> None:
        self._page("/", "home page")

    def _page(self, path: str, name: str) -> str:
        """Load a page, and its static files that this browser has not cached."""
        page = self.client.get(path, headers=self.headers, name=name).text or ""
        for file in sorted(set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page)) - self.cached_files):
            self.cached_files.add(file)
            self.client.get(file, headers=self.headers, name="static file")
        return page
