"""Temporary changes to a stack, and facts about its containers."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stack.harness.stack import SERVICES, Stack


@contextmanager
def reconfigured(stack: Stack, service: str, *files: str, **environ: str) -> Iterator[None]:
    """Recreate one service with more Compose files or other variables. After the block recreate it without them."""
    before = stack.files, stack.environ
    stack.files, stack.environ = (*before[0], *files), before[1] | environ
    try:
        _recreate(stack, service)
        yield
    finally:
        stack.files, stack.environ = before
        _recreate(stack, service)


@contextmanager
def compose_environment(stack: Stack, **environ: str) -> Iterator[None]:
    """Override variables of Compose during a block. Starts nothing."""
    before = stack.environ
    stack.environ = before | environ
    try:
        yield
    finally:
        stack.environ = before


def _recreate(stack: Stack, service: str) -> None:
    # `rm` first: a container that Compose recreates keeps the old one's volumes, whatever the files say.
    stack.compose("rm", "--stop", "--force", service)
    stack.up("--no-deps", service)


@contextmanager
def paused(stack: Stack, service: str) -> Iterator[None]:
    """Freeze the processes of a service during a block: it neither answers nor refuses connections."""
    stack.compose("pause", service)
    try:
        yield
    finally:
        stack.compose("unpause", service)


def start_times(stack: Stack, *except_for: str) -> dict[str, str]:
    """When each container's process started: equal as long as nothing restarted. `except_for`: services left out."""
    return {s: stack.inspect(s)["State"]["StartedAt"] for s in SERVICES if s not in except_for}


def restart_count(stack: Stack, service: str) -> int:
    count: int = stack.inspect(service)["RestartCount"]
    return count


def sql(stack: Stack, statement: str) -> str:
    """Run a statement as PostgreSQL's superuser and return its output."""
    words = ["--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement]
    return stack.exec("postgres", "psql", "--username", "postgres", "toponaut", *words).strip()
