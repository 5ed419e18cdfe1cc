"""An image with PostgreSQL 15 on Debian 12, as an earlier release would have had it, made from today's files."""

import re
import subprocess
import tempfile
from pathlib import Path

from tests.paths import ROOT
from tests.stack.harness.docker import docker

OLD, NEW = "15", "17"
SOURCE = ROOT / "services" / "postgres"


def build_old_postgres(tag: str) -> None:
    """Replace the postgres image of this tag."""
    subprocess.run([ROOT / "tests" / "stack" / "build_base_image.sh", "bookworm"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        for file in filter(Path.is_file, SOURCE.iterdir()):
            text = file.read_text()
            if file.name in {"Dockerfile", "start.sh"}:
                text = re.sub(rf"\b{NEW}\b", OLD, text)
            (Path(folder) / file.name).write_text(text)
        docker("build", "--build-arg=BASE=debian:bookworm-slim", "--tag", f"toponaut/postgres:{tag}", folder)
