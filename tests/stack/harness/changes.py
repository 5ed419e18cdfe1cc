"""A stack that is different for the length of a block, and what the engine knows of its containers."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stack.harness.stack import SERVICES, Stack


@contextmanager
def reconfigured(stack: Stack, service: str, *files: str, **environ: str) -> Iterator[None]:
    """One service started anew with more Compose files or other variables, and as it was afterwards."""
    before = stack.files, stack.environ
    stack.files, stack.environ = (*before[0], *files), before[1] | environ
    try:
        _anew(stack, service)
        yield
    finally:
        stack.files, stack.environ = before
        _anew(stack, service)


def _anew(stack: Stack, service: str) -> None:
    # Removed first: a container that Compose only recreates keeps the old one's volumes, whatever the files say.
    stack.compose("rm", "--stop", "--force", service)
    stack.up("--no-deps", service)


@contextmanager
def paused(stack: Stack, service: str) -> Iterator[None]:
    """A service that neither answers nor refuses: its processes are frozen."""
    stack.compose("pause", service)
    try:
        yield
    finally:
        stack.compose("unpause", service)


def start_times(stack: Stack, *besides: str) -> dict[str, str]:
    """When each container's present process started: equal as long as nothing restarted. `besides`: left out."""
    return {s: stack.inspect(s)["State"]["StartedAt"] for s in SERVICES if s not in besides}


def restart_count(stack: Stack, service: str) -> int:
    count: int = stack.inspect(service)["RestartCount"]
    return count


def sql(stack: Stack, statement: str) -> str:
    """What PostgreSQL answers its administrator."""
    words = ["--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement]
    return stack.exec("postgres", "psql", "--username", "postgres", "toponaut", *words).strip()
