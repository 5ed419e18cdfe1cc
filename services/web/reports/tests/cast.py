"""Reports as pages send them, and what became of them."""

import json
from pathlib import Path
from typing import Any

from quizzes.tests.client import visitor

ADDRESS = "/api/v1/client-errors"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def an_error(**other: Any) -> dict[str, Any]:
    """A report that is in order."""
    stack = "TypeError: x is undefined\n    at draw (https://toponaut.example/static/quiz.0123456789ab.js:1:2345)"
    return {"message": "TypeError: x is undefined", "stack": stack, "url": "/quizzes/us", "release": "v1.2.0"} | other


def send(body: Any, *, agent: str = FIREFOX) -> Any:
    """POST it, raw if it is bytes."""
    return visitor().post(ADDRESS, body, content_type="application/json", headers={"User-Agent": agent})


def lines(folder: Path, kind: str = "client-errors") -> list[dict[str, Any]]:
    """All that was written, oldest first."""
    files = sorted(folder.glob(f"{kind}-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]
