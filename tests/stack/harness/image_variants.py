"""Variants of the images, tagged as other releases."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stack.harness.docker import docker
from tests.stack.harness.stack import SERVICES, TAG

USER_IDS = {"web": 10001, "nginx": 10002, "postgres": 10003, "redis": 10004}
# The same files with other times, as when another machine builds the same release
REBUILT = "RUN touch --date 2001-01-01 /usr/local/bin/* && date >/var/log/built"


@contextmanager
def image_variants(tag: str, **dockerfile_lines: str) -> Iterator[None]:
    """Create images with this tag, and remove them after the block.

    `dockerfile_lines`: by service, what its image changes. The other services get the images of the tests.
    """
    images = [f"toponaut/{service}:{tag}" for service in SERVICES]
    try:
        for service, image in zip(SERVICES, images, strict=True):
            docker("tag", f"toponaut/{service}:{TAG}", image)
        for service, lines in dockerfile_lines.items():
            user = f"{USER_IDS[service]}:{USER_IDS[service]}"
            dockerfile = f"FROM toponaut/{service}:{TAG}\nUSER 0\n{lines}\nUSER {user}\n"
            docker("build", "--tag", f"toponaut/{service}:{tag}", "-", stdin=dockerfile)
        yield
    finally:
        docker("image", "rm", "--force", *images)
