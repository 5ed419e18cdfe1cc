"""Runs the site in a process of its own, with just the environment that a test names."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings

CLIENT = """
import sys, django
django.setup()
from django.test import Client
answer = Client(raise_request_exception=False, SERVER_NAME="localhost").get(sys.argv[1])
print(answer.status_code, answer.headers.get("Content-Type"), answer.content.decode(), sep="\\n")
"""


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    text: str
    log: str

    def json(self) -> Any:
        return json.loads(self.text)


def run_python(program: str, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    base = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=settings.WEB_DIR,
        env=base | environ,
        capture_output=True,
        text=True,
        check=True,
    )


def get(path: str, **environ: str) -> Answer:
    """What the site answers to a GET, and what it logs meanwhile."""
    run = run_python(CLIENT, path, **environ)
    status, content_type, text = run.stdout.split("\n", 2)
    return Answer(int(status), content_type, text, run.stderr)
