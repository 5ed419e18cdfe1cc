"""Programs connected by pipes. Every program's exit status is checked, and an error names the program that failed."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, AnyStr, Self

from toponaut_backup.errors import ProgramFailed

EXIT_TIMEOUT_SECONDS = 600  # how long a program may run after the end of its input: pg_restore builds indexes then
MAX_ERROR_CHARS = 400  # how much of a program's standard error goes into a message


class Pipeline:
    """`with Pipeline() as pipeline`: at the end of the block, programs that are still running are killed."""

    def __init__(self, while_waiting: Callable[[], object] = lambda: None) -> None:
        """`while_waiting`: called every second while a program is awaited; if it raises, the programs are killed."""
        self._while_waiting = while_waiting
        self._running: dict[str, tuple[subprocess.Popen[bytes], IO[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process, stderr in self._running.values():
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, stderr):
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
        """Start a program. Its standard error goes into a file, which `failure` reads. Raises ProgramFailed."""
        stderr = tempfile.TemporaryFile()  # noqa: SIM115 - __exit__ closes it
        try:
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, pass_fds=pass_fds)  # noqa: S603
        except OSError as error:
            stderr.close()
            raise ProgramFailed(f"{name} cannot be started: {error}") from error
        self._running[name] = process, stderr
        if not isinstance(stdin, int):
            stdin.close()  # our copy of the pipe: when the program ends, the writing program must get a broken pipe
        return process

    def was_started(self, name: str) -> bool:
        """Whether a program of this name was started."""
        return name in self._running

    def input(self, name: str) -> IO[bytes]:
        """The stream that a program reads. The program must have been started with stdin=PIPE."""
        return pipe_end(self._running[name][0].stdin)

    def failure(self, name: str) -> str:
        """Wait until a program has ended. Returns what went wrong in one line, or an empty string."""
        process, stderr = self._running[name]
        end = time.monotonic() + EXIT_TIMEOUT_SECONDS
        while (status := self._exit_status(process)) is None:
            if time.monotonic() > end:
                return f"{name} did not end within {EXIT_TIMEOUT_SECONDS} s"
            self._while_waiting()
        return f"{name} failed ({_last_lines(stderr) or f'exit status {status}'})" if status else ""

    def _exit_status(self, process: subprocess.Popen[bytes]) -> int | None:
        """Wait for a second; returns None if the program is still running."""
        try:
            return process.wait(1)
        except subprocess.TimeoutExpired:
            return None

    def check(self, *names: str) -> None:
        """Raises ProgramFailed for the first program in the pipeline that failed: later ones fail because of it."""
        failures = [failure for name in names if (failure := self.failure(name))]
        if failures:
            raise ProgramFailed(failures[0])


def pipe_end(stream: IO[AnyStr] | None) -> IO[AnyStr]:
    """The stream. Raises ProgramFailed if it is None, because the process was started without a pipe for it."""
    if stream is None:
        raise ProgramFailed("a program was started without the pipe that is needed now: report this bug.")
    return stream


def _last_lines(stderr: IO[bytes]) -> str:
    stderr.seek(0)
    lines = [line.strip() for line in stderr.read().decode(errors="replace").splitlines() if line.strip()]
    return " / ".join(lines[-3:])[-MAX_ERROR_CHARS:]


def _close(stream: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # no program reads the bytes that are still buffered
        stream.close()
