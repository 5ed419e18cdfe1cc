"""What the site's own API says, to compare the page with."""

import json
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

SECONDS = 15


class Answers:
    def __init__(self, site: str) -> None:
        self.site = site

    def quiz(self, slug: str) -> Any:
        return self._get(f"/api/v1/quizzes/{slug}")

    def slugs(self) -> list[str]:
        return [quiz["slug"] for quiz in self._get("/api/v1/quizzes")]

    def places(self, slug: str, name: str) -> list[dict[str, Any]]:
        """Every place of the quiz that has this name, largest first."""
        found: list[dict[str, Any]] = self._get(f"/api/v1/quizzes/{slug}/match?name={quote(name)}")["places"]
        return found

    def _get(self, path: str) -> Any:
        with urlopen(self.site + path, timeout=SECONDS) as response:  # noqa: S310 - our own address
            return json.load(response)
