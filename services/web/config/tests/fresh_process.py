"""Runs the site in a new process, with only the environment variables that a test names."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings

GET_PROGRAM = """
import sys, django
django.setup()
from django.test import Client
response = Client(raise_request_exception=False, SERVER_NAME="localhost").get(sys.argv[1])
print(response.status_code, response.headers.get("Content-Type"), response.content.decode(), sep="\\n")
"""


@dataclass(frozen=True)
class PrintedResponse:
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


def get(path: str, **environ: str) -> PrintedResponse:
    """The response to a GET, and what the site logs meanwhile."""
    run = run_python(GET_PROGRAM, path, **environ)
    status, content_type, text = run.stdout.split("\n", 2)
    return PrintedResponse(int(status), content_type, text, run.stderr)
