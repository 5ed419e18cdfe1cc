"""Saves a play over the API, as another player's browser does."""

import json
from typing import Any
from urllib.request import Request, urlopen

from selenium.webdriver import Chrome

from tests.browser.support.site_api import TIMEOUT_SECONDS, SiteApi

STORE_PLAY_SCRIPT = "localStorage.setItem(`toponaut:1:plays:${arguments[0]}`, arguments[1])"


class PlayOnServer:
    """A play that was saved over the API. `secret` permits to change and delete it."""

    def __init__(self, site_url: str, slug: str, *names: str) -> None:
        """Save the largest place of each name, in this order."""
        api = SiteApi(site_url)
        self.slug, self.title = slug, api.quiz(slug)["title"]
        places = [api.places(slug, name)[0]["id"] for name in names]
        times = {"started": "2026-11-01T20:00:00Z", "ended": "2026-11-01T20:30:00Z"}
        body = {"quiz": slug, "places": places, "mode": "plain", **times}
        request = Request(f"{site_url}/api/v1/plays", json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310 - our own address
        with urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            answer: dict[str, Any] = json.load(response)
        self.id, self.secret = str(answer["id"]), str(answer["secret"])
        self.url = f"{site_url}/plays/{self.id}"

    def store_secret_in(self, browser: Chrome) -> None:
        """Make the browser the play's owner. The browser must show a page of the site."""
        entry = {"secret": self.secret, "quiz": self.slug, "title": self.title, "at": 1_790_000_000_000}
        browser.execute_script(STORE_PLAY_SCRIPT, self.id, json.dumps(entry))
