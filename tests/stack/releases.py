"""Other releases of the same images, and a stack that has one of them up for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stack.engine import docker
from tests.stack.stack import SERVICES, TAG, Stack

USERS = {"web": "10001:10001", "nginx": "10002:10002"}


@contextmanager
def tagged(tag: str, web: str = "", nginx: str = "") -> Iterator[None]:
    """Images of this tag for the length of a block. `web`, `nginx`: Dockerfile lines that make that image another."""
    images = [f"toponaut/{service}:{tag}" for service in SERVICES]
    try:
        for service, image in zip(SERVICES, images, strict=True):
            docker("tag", f"toponaut/{service}:{TAG}", image)
        for service, lines in {"web": web, "nginx": nginx}.items():
            file = f"FROM toponaut/{service}:{TAG}\nUSER 0\n{lines}\nUSER {USERS[service]}\n"
            if lines:
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
