"""SQL through psql, PostgreSQL's own client. A driver in Python would take 17 of the 64 MB that a job may use.

libpq reads the server's address and the user from PGHOST, PGUSER and PGPASSFILE.
"""

import json
import subprocess
from contextlib import suppress
from typing import IO, Any, Self

from toponaut_backup.errors import DatabaseError
from toponaut_backup.pipeline import pipe_end

# If the server's machine or container disappears, TCP alone would wait for two hours. With these options libpq gives up
# after 30 s.
_TIMEOUTS = "connect_timeout=10 keepalives_idle=15 keepalives_interval=5 keepalives_count=3 tcp_user_timeout=30000"
_PSQL = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--dbname"]
_END_OF_RESULT = "-- end of the result --"  # psql prints it after each statement
EXIT_TIMEOUT_SECONDS = 10


class Session:
    """One connection, open for the length of a `with` block. Its locks and snapshots end with the block."""

    def __init__(self, database: str) -> None:
        self.database = database

    def __enter__(self) -> Self:
        pipe, command = subprocess.PIPE, [*_PSQL, conninfo(self.database)]
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self._stdin_pipe, self._stdout_pipe):
            with suppress(BrokenPipeError):
                stream.close()  # psql ends at the end of its input
        try:
            self._process.wait(EXIT_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:  # a long statement is running
            self._process.kill()
            self._process.wait()
        self._stderr_pipe.close()

    def query(self, sql: str) -> str:
        """Run a statement; returns its result as text. Raises DatabaseError, after which the session is unusable."""
        try:
            self._stdin_pipe.write(f"{sql};\n\\echo {_END_OF_RESULT}\n")
            self._stdin_pipe.flush()
        except BrokenPipeError:
            raise DatabaseError(self._error_message()) from None
        lines = []
        while (line := self._stdout_pipe.readline()) != f"{_END_OF_RESULT}\n":
            if not line:
                raise DatabaseError(self._error_message())
            lines.append(line)
        return "".join(lines).strip()

    def query_json(self, sql: str) -> Any:
        """Run a statement whose result is one JSON value."""
        return json.loads(self.query(sql))

    @property
    def _stdin_pipe(self) -> IO[str]:
        return pipe_end(self._process.stdin)

    @property
    def _stdout_pipe(self) -> IO[str]:
        return pipe_end(self._process.stdout)

    @property
    def _stderr_pipe(self) -> IO[str]:
        return pipe_end(self._process.stderr)

    def _error_message(self) -> str:
        stderr = " / ".join(line.strip() for line in self._stderr_pipe.read().splitlines() if line.strip())
        return f"the database {self.database} refused: {stderr or 'psql ended'}"


def conninfo(database: str) -> str:
    """A connection string for the option --dbname of psql, pg_dump and pg_restore."""
    name = database.replace("\\", "\\\\").replace("'", "\\'")
    return f"dbname='{name}' {_TIMEOUTS}"


def quote_literal(text: str) -> str:
    """A string constant in SQL."""
    return "'" + text.replace("'", "''") + "'"


def quote_identifier(name: str) -> str:
    """A quoted identifier in SQL."""
    return '"' + name.replace('"', '""') + '"'
