"""Client error reports as pages send them, and helpers that send them and read what was written."""

import json
from pathlib import Path
from typing import Any

from quizzes.tests.client import visitor

ADDRESS = "/api/v1/client-errors"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def error_report(**changes: Any) -> dict[str, Any]:
    """A valid report, with these fields changed."""
    stack = "TypeError: x is undefined\n    at draw (https://toponaut.example/static/quiz.0123456789ab.js:1:2345)"
    return {"message": "TypeError: x is undefined", "stack": stack, "url": "/quizzes/us", "release": "v1.2.0"} | changes


def send_report(body: Any, *, user_agent: str = FIREFOX) -> Any:
    """POST it; bytes are sent as they are. Returns the response."""
    return visitor().post(ADDRESS, body, content_type="application/json", headers={"User-Agent": user_agent})


def written_lines(folder: Path, kind: str = "client-errors") -> list[dict[str, Any]]:
    """All entries in the files, oldest first."""
    files = sorted(folder.glob(f"{kind}-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]
