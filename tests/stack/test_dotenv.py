"""Docker Compose reads .env as the scripts do (scripts/tests/test_dotenv.py has the other half). Nothing is started."""

import json
import os
import subprocess
from pathlib import Path

from scripts.tests.dotenv_cases import PLAIN_LINES


def test_compose_sees_the_same_values(tmp_path: Path) -> None:
    names = [f"V{number}" for number in range(len(PLAIN_LINES))]
    lines = [line.replace("V", name) for name, line in zip(names, PLAIN_LINES, strict=True)]
    (tmp_path / ".env").write_bytes("\n".join(lines).encode())
    values = {name: f"${{{name}-not set}}" for name in names}
    project = {"name": "dotenv", "services": {"web": {"image": "web", "environment": values}}}
    (tmp_path / "compose.yaml").write_text(json.dumps(project))
    command = ["docker", "compose", "config", "--format", "json"]
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
    seen = json.loads(run.stdout)["services"]["web"]["environment"]
    # In this output every $ is doubled.
    assert [seen[name].replace("$$", "$") for name in names] == list(PLAIN_LINES.values())
