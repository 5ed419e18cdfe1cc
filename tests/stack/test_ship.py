"""`make ship` to a server over SSH: it sends the layers of a release that the server's Docker engine lacks."""

import re
import signal
import time
from collections.abc import Iterator

import pytest

from tests.stack.harness.checkout import Checkout
from tests.stack.harness.docker import docker
from tests.stack.harness.image_variants import image_variants
from tests.stack.harness.measurements import Report
from tests.stack.harness.ssh_server import NAME, USER, SshServer, running_ssh_server
from tests.stack.harness.stack import SERVICES, TAG, wait_until

NEXT = "shipped"


@pytest.fixture(scope="module")
def server(images: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    """A server without images. This machine has the release TAG, and NEXT, which differs from it by 3 MB."""
    folder = tmp_path_factory.mktemp("server")
    with (
        image_variants(NEXT, web="RUN head -c 3000000 /dev/urandom >config/more"),
        running_ssh_server(folder) as server,
    ):
        yield server


@pytest.fixture(scope="module")
def laptop(server: SshServer, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    found = Checkout(tmp_path_factory.mktemp("laptop") / "toponaut", "toponaut-test-ship")
    found.environ["SSH"] = server.ssh
    return found


def ship_command(tag: str) -> str:
    return f"make ship TAG={tag} HOST={USER}"


def run_ship(laptop: Checkout, tag: str) -> tuple[int, int, float]:
    """MB sent, MB that the server had already, and seconds."""
    started = time.monotonic()
    run = laptop.run(ship_command(tag))
    assert run.returncode == 0, run.stdout
    assert f"{USER} has {tag}. There: TAG={tag} make deploy" in run.stdout
    sizes = re.search(r"^(\d+) MB sent; (\d+) MB were there already", run.stdout, re.MULTILINE)
    assert sizes
    return int(sizes[1]), int(sizes[2]), time.monotonic() - started


def image_ids_command(images: str) -> str:
    return f"docker image inspect --format '{{{{.Id}}}}' {images}"


def test_lost_connection_is_reported(laptop: Checkout, server: SshServer) -> None:
    with laptop.start(ship_command(TAG)) as process:
        assert process.stdout
        wait_until(server.is_receiving_images, "no image data arrived")
        docker("kill", "--signal", signal.SIGKILL.name, NAME)
        output = process.stdout.read()
    assert process.returncode != 0, output
    assert f"The images did not arrive on {USER}." in output
    docker("start", NAME)
    server.wait_until_ready()


def test_only_missing_layers_are_sent(laptop: Checkout, server: SshServer, report: Report) -> None:
    """All layers of the first release, then those that are new in the next, then none."""
    rows = [
        (f"{tag}, {state}", *run_ship(laptop, tag))
        for tag, state in [(TAG, "first"), (NEXT, "next"), (NEXT, "repeated")]
    ]
    report.add("make ship", ["", "MB sent", "MB there already", "s"], [[*row[:3], f"{row[3]:.1f}"] for row in rows])
    first, following, repeated = rows
    assert first[1] > 300
    assert 3 <= following[1] <= 4
    assert following[2] > 300
    assert repeated[1] == 0
    for tag in (TAG, NEXT):
        images = " ".join(f"toponaut/{service}:{tag}" for service in SERVICES)
        local_ids = docker("image", "inspect", "--format", "{{.Id}}", *images.split()).strip()
        assert server.run(image_ids_command(images)) == local_ids


def test_unreachable_server_is_reported(laptop: Checkout, server: SshServer) -> None:
    docker("pause", NAME)
    try:
        run = laptop.run(f"SSH='{server.ssh} -o ConnectTimeout=2' {ship_command(TAG)}")
    finally:
        docker("unpause", NAME)
    assert run.returncode != 0
    assert f"{USER} does not answer by SSH, or has no Docker" in run.stdout


def test_missing_images_are_reported(laptop: Checkout) -> None:
    run = laptop.run(f"make ship TAG=v0.0.0 HOST={USER}")
    assert run.returncode != 0
    assert "Not all images of v0.0.0 are on this machine. To build them: TAG=v0.0.0 make release" in run.stdout
