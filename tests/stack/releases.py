"""Other releases of the same images, and a stack that has one of them up for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stack.engine import docker
from tests.stack.stack import SERVICES, TAG, Stack


@contextmanager
def tagged(tag: str, web: str = "") -> Iterator[None]:
    """Images of this tag for the length of a block. `web`: Dockerfile lines that make the web image another one."""
    images = [f"toponaut/{service}:{tag}" for service in SERVICES]
    try:
        for service, image in zip(SERVICES, images, strict=True):
            docker("tag", f"toponaut/{service}:{TAG}", image)
        if web:
            file = f"FROM toponaut/web:{TAG}\nUSER 0\n{web}\nUSER 10001:10001\n"
            docker("build", "--tag", f"toponaut/web:{tag}", "-", stdin=file)
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
