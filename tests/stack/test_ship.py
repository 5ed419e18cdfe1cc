"""`make ship`: what a server lacks of a version, and no more, over SSH; here it goes back to the same engine."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kept import ROOT
from tests.stack.checkout import Checkout
from tests.stack.engine import docker, inspect
from tests.stack.releases import tagged
from tests.stack.stack import TAG, Stack

SHIPPED = "shipped"
LAYERS = "{{range .RootFS.Layers}}{{.}} {{end}}"


@pytest.fixture(scope="module")
def images(stack: Stack) -> Iterator[None]:
    """A release that differs from the test's in the web image only. `stack`: it has built the images."""
    with tagged(SHIPPED, "RUN head -c 3000000 /dev/urandom >config/more"):
        yield


@pytest.fixture
def laptop(tmp_path: Path) -> Checkout:
    """With an `ssh` that stays on this machine."""
    found = Checkout(tmp_path / "toponaut", "toponaut-test-ship")
    ssh = tmp_path / "ssh"
    ssh.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n')
    ssh.chmod(0o755)
    found.environ["SSH"] = str(ssh)
    return found


@pytest.mark.usefixtures("images")
def test_what_is_there_is_not_sent_again(laptop: Checkout) -> None:
    run = laptop.types(f"make ship TAG={SHIPPED} HOST=root@server.example")
    assert run.returncode == 0, run.stdout
    assert re.search(r"^0 MB sent; \d\d\d+ MB were there already", run.stdout, re.MULTILINE)
    assert f"root@server.example has {SHIPPED}. There: TAG={SHIPPED} make deploy" in run.stdout


@pytest.mark.usefixtures("images")
def test_what_is_lacking_arrives(tmp_path: Path) -> None:
    """The image is removed with its own layer, and made whole again from that layer alone."""
    image = f"toponaut/web:{SHIPPED}"
    before = inspect("image", image)["Id"]
    archive, lacking, known = (tmp_path / name for name in ("images.tar", "lacking.tar", "known"))
    docker("save", "--output", str(archive), image)
    docker("image", "rm", image)
    known.write_text(docker("image", "inspect", "--format", LAYERS, f"toponaut/web:{TAG}"))
    command = [sys.executable, str(ROOT / "services" / "release" / "lacking.py"), str(known)]
    with archive.open("rb") as whole, lacking.open("wb") as rest:
        run = subprocess.run(command, stdin=whole, stdout=rest, stderr=subprocess.PIPE, text=True, check=True)
    print(run.stderr)
    assert lacking.stat().st_size < 4e6 < archive.stat().st_size
    docker("load", "--input", str(lacking))
    assert inspect("image", image)["Id"] == before
    assert docker("run", "--rm", image, "sh", "-c", "wc -c <config/more").strip() == "3000000"


@pytest.mark.usefixtures("images")
def test_a_server_that_does_not_answer(laptop: Checkout) -> None:
    laptop.environ["SSH"] = "false"
    run = laptop.types(f"make ship TAG={SHIPPED} HOST=root@server.example")
    assert run.returncode != 0
    assert "root@server.example does not answer by SSH, or has no Docker" in run.stdout


def test_images_that_were_not_built(laptop: Checkout) -> None:
    run = laptop.types("make ship TAG=v0.0.0 HOST=root@server.example")
    assert run.returncode != 0
    assert "Not all images of v0.0.0 are here: TAG=v0.0.0 make release builds them." in run.stdout
