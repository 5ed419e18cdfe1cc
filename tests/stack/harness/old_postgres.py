"""An image with PostgreSQL 15 on Debian 12, as an earlier release would have had it, made from today's files."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.paths import ROOT
from tests.stack.harness.docker import docker

OLD, NEW = "15", "17"
SOURCES = ("services/postgres", "services/lifecycle")


def build_old_postgres(tag: str) -> None:
    """Replace the postgres image of this tag."""
    subprocess.run([ROOT / "tests" / "stack" / "build_base_image.sh", "bookworm"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        for source in SOURCES:
            shutil.copytree(ROOT / source, Path(folder, source))
        dockerfile, start = (Path(folder, "services/postgres", name) for name in ("Dockerfile", "start.sh"))
        for file in (dockerfile, start):
            file.write_text(re.sub(rf"\b{NEW}\b", OLD, file.read_text()))
        words = ["--build-arg=BASE=debian:bookworm-slim", "--tag", f"toponaut/postgres:{tag}"]
        docker("build", *words, "--file", str(dockerfile), folder)
