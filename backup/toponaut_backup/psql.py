"""SQL through PostgreSQL's own client. A driver in Python would take 17 of the 64 MB that a job has.

Where the server is, and who asks it, libpq reads from PGHOST, PGUSER and PGPASSFILE.
"""

import json
import subprocess
from contextlib import suppress
from typing import IO, Any, Self

from toponaut_backup.errors import DatabaseError

# A server whose machine or container is gone says nothing, and TCP would wait for it for two hours: 30 s are enough.
_PATIENCE = "connect_timeout=10 keepalives_idle=15 keepalives_interval=5 keepalives_count=3 tcp_user_timeout=30000"
_PSQL = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--dbname"]
_END = "-- end of the answer --"
WAIT_SECONDS = 10


class Session:
    """One connection, for the length of a `with` block: locks and snapshots live as long as it does."""

    def __init__(self, database: str) -> None:
        self.database = database

    def __enter__(self) -> Self:
        pipe, command = subprocess.PIPE, [*_PSQL, conninfo(self.database)]
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self._stdin, self._stdout):
            with suppress(BrokenPipeError):
                stream.close()  # psql ends with its input
        try:
            self._process.wait(WAIT_SECONDS)
        except subprocess.TimeoutExpired:  # at something long
            self._process.kill()
            self._process.wait()
        assert self._process.stderr
        self._process.stderr.close()

    def ask(self, sql: str) -> str:
        """What a statement answers. Raises DatabaseError; the session is of no use then."""
        try:
            self._stdin.write(f"{sql};\n\\echo {_END}\n")
            self._stdin.flush()
        except BrokenPipeError:
            raise DatabaseError(self._words()) from None
        lines = []
        while (line := self._stdout.readline()) != f"{_END}\n":
            if not line:
                raise DatabaseError(self._words())
            lines.append(line)
        return "".join(lines).strip()

    def json(self, sql: str) -> Any:
        """The one JSON value that a statement answers."""
        return json.loads(self.ask(sql))

    @property
    def _stdin(self) -> IO[str]:
        assert self._process.stdin
        return self._process.stdin

    @property
    def _stdout(self) -> IO[str]:
        assert self._process.stdout
        return self._process.stdout

    def _words(self) -> str:
        assert self._process.stderr
        said = " / ".join(line.strip() for line in self._process.stderr.read().splitlines() if line.strip())
        return f"the database {self.database} refused: {said or 'psql ended'}"


def conninfo(database: str) -> str:
    """A database as every program of PostgreSQL's takes it after --dbname."""
    name = database.replace("\\", "\\\\").replace("'", "\\'")
    return f"dbname='{name}' {_PATIENCE}"


def literal(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
