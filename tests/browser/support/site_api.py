"""Client of the site's own API. Tests compare the pages with its answers."""

import json
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

TIMEOUT_SECONDS = 15


class SiteApi:
    def __init__(self, site_url: str) -> None:
        self.site_url = site_url

    def quiz(self, slug: str) -> Any:
        return self._get(f"/api/v1/quizzes/{slug}")

    def slugs(self) -> list[str]:
        return [quiz["slug"] for quiz in self._get("/api/v1/quizzes")]

    def places(self, slug: str, name: str) -> list[dict[str, Any]]:
        """All places of the quiz with this name, largest first."""
        places: list[dict[str, Any]] = self._get(f"/api/v1/quizzes/{slug}/match?name={quote(name)}")["places"]
        return places

    def _get(self, path: str) -> Any:
        with urlopen(self.site_url + path, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - our own address
            return json.load(response)
