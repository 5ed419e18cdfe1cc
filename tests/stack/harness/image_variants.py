"""Other releases of the same images, and a stack that has one of them up for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stack.harness.docker import docker
from tests.stack.harness.stack import SERVICES, TAG, Stack

USERS = {"web": 10001, "nginx": 10002, "postgres": 10003, "redis": 10004}
# The same files with other times, as another machine's build has them
BUILT_ELSEWHERE = "RUN touch --date 2001-01-01 /usr/local/bin/* && date >/var/log/built"


@contextmanager
def image_variants(tag: str, **lines: str) -> Iterator[None]:
    """Images of this tag for the length of a block. `lines`: by service, of a Dockerfile: what is other."""
    images = [f"toponaut/{service}:{tag}" for service in SERVICES]
    try:
        for service, image in zip(SERVICES, images, strict=True):
            docker("tag", f"toponaut/{service}:{TAG}", image)
        for service, more in lines.items():
            user = f"{USERS[service]}:{USERS[service]}"
            file = f"FROM toponaut/{service}:{TAG}\nUSER 0\n{more}\nUSER {user}\n"
            docker("build", "--tag", f"toponaut/{service}:{tag}", "-", stdin=file)
        yield
    finally:
        docker("image", "rm", "--force", *images)


@contextmanager
def environment(stack: Stack, **environ: str) -> Iterator[None]:
    """What Compose reads is different for the length of a block; nothing is started."""
    before = stack.environ
    stack.environ = before | environ
    try:
        yield
    finally:
        stack.environ = before
