"""The configuration that Compose reads from its files. Nothing is started."""

import json
import os
import subprocess

from tests.drift.environment_variables import compose_variables
from tests.paths import ROOT
from tests.stack.harness.docker import Json

FILE = "compose.yaml"
STAGING = ("compose.yaml", "compose.staging.yaml")


def run_compose_config(*files: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run `docker compose config` with these variables and no other variable that the files use."""
    words = [word for file in files or [FILE] for word in ("--file", str(ROOT / file))]
    unrelated = {name: value for name, value in os.environ.items() if name not in compose_variables()}
    return subprocess.run(
        ["docker", "compose", *words, "config", "--format", "json"],
        env=unrelated | {"COMPOSE_DISABLE_ENV_FILE": "1"} | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def compose_config(*files: str, **environ: str) -> Json:
    """The whole configuration with all defaults."""
    done = run_compose_config(*files, **{"SECRETS_DIR": "/secrets", **environ})
    assert done.returncode == 0, done.stderr
    found: Json = json.loads(done.stdout)
    return found
