"""From a checkout that only its owner can read, as umask 077 makes it, an image gets files that its own user can read.

One image is built, that with the most kinds of copied files; tests/drift/test_dockerfiles.py covers the others.
"""

import shutil
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.stack.harness.docker import docker

IMAGE = "toponaut-test/unreadable-checkout"
LIST_UNREADABLE = "find /etc/toponaut /usr/local/bin ! -readable; echo searched $(find /etc/toponaut -type f | wc -l)"


@pytest.mark.usefixtures("images")
def test_containers_user_can_read_all_files(tmp_path: Path) -> None:
    for folder in ("nginx", "services/lifecycle"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for path in tmp_path.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
    files = sum(path.is_file() for path in (tmp_path / "nginx" / "configuration").rglob("*"))
    docker("build", "--tag", IMAGE, "--file", str(tmp_path / "nginx" / "Dockerfile"), str(tmp_path))
    try:
        assert docker("run", "--rm", IMAGE, "sh", "-c", LIST_UNREADABLE).splitlines() == [f"searched {files}"]
        assert docker("run", "--rm", IMAGE, "test", "-x", "/usr/local/bin/start") == ""
    finally:
        docker("image", "rm", "--force", IMAGE)
