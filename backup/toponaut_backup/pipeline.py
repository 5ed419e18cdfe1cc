"""Programs that feed each other through the kernel's pipes. Each one's end is looked at; one that failed is named."""

import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Self

from toponaut_backup.errors import ProcessFailed

WAIT_SECONDS = 600  # after the end of the data: pg_restore builds the indexes then
WORDS = 400  # characters that a message gets of what a program said


class Pipeline:
    """`with Pipeline() as pipe`: whatever still runs at the end of the block is killed."""

    def __init__(self) -> None:
        self._running: dict[str, tuple[subprocess.Popen[bytes], IO[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process, said in self._running.values():
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, said):
                if stream:
                    _close(stream)

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        stdin: IO[bytes] | int = subprocess.DEVNULL,
        stdout: int = subprocess.PIPE,
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Start a program; what it says on standard error is kept for `problem`."""
        said = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end of the block
        try:
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=said, pass_fds=pass_fds)  # noqa: S603
        except OSError as problem:
            said.close()
            raise ProcessFailed(f"{name} cannot be started: {problem}") from problem
        self._running[name] = process, said
        if not isinstance(stdin, int):
            stdin.close()  # it is the program's now: when that ends, whoever writes into the pipe must learn of it
        return process

    def has(self, name: str) -> bool:
        return name in self._running

    def input(self, name: str) -> IO[bytes]:
        """Where to write what a program reads, if it was started with a pipe of its own."""
        stream = self._running[name][0].stdin
        assert stream
        return stream

    def problem(self, name: str) -> str:
        """Wait for a program's end: what went wrong in one line, or nothing."""
        process, said = self._running[name]
        try:
            status = process.wait(WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            return f"{name} did not end within {WAIT_SECONDS} s"
        return f"{name} failed ({_last_words(said) or f'exit status {status}'})" if status else ""

    def check(self, *names: str) -> None:
        """Raises ProcessFailed where one of them ended badly; the first in the pipe is the one that knows why."""
        problems = [problem for name in names if (problem := self.problem(name))]
        if problems:
            raise ProcessFailed(problems[0])


def _last_words(said: IO[bytes]) -> str:
    said.seek(0)
    lines = [line.strip() for line in said.read().decode(errors="replace").splitlines() if line.strip()]
    return " / ".join(lines[-3:])[-WORDS:]


def _close(stream: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what was left to write has no reader any more
        stream.close()
