"""Docker commands that Compose does not have."""

import json
import subprocess
from typing import Any

Json = dict[str, Any]


def docker(*words: str, stdin: str = "", check: bool = True) -> str:
    """Standard output. Raises an error with the whole output on failure; with `check=False` returns it instead."""
    done = subprocess.run(["docker", *words], input=stdin, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise AssertionError(f"docker {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout if check else done.stdout + done.stderr


def inspect(kind: str, name: str) -> Json:
    """`docker inspect` of one image, network or volume."""
    found: Json = json.loads(docker(kind, "inspect", name))[0]
    return found
