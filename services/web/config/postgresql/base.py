"""Django's backend for PostgreSQL, which reads the password's file for each new connection.

So `make rotate` replaces the password while the site runs: it writes the new one into the file, then tells PostgreSQL.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

REFUSAL = "password authentication failed"  # in PostgreSQL's message, which has no code at this moment


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect with the password in the file, or else with the one that worked last: PostgreSQL may not know the new
        one yet. It may learn it between these two attempts, so the file's password gets another one."""
        known, in_file = self.settings_dict["PASSWORD"], self._password_in_file()
        attempts = [in_file] if in_file == known else [in_file, known, in_file]
        for password in attempts[:-1]:
            try:
                return self._connect(conn_params, password)
            except OperationalError as error:
                if REFUSAL not in str(error):
                    raise
        return self._connect(conn_params, attempts[-1])

    def _connect(self, conn_params: dict[str, Any], password: str) -> Any:
        connection = super().get_new_connection(conn_params | {"password": password} if password else conn_params)
        self.settings_dict["PASSWORD"] = password
        return connection

    def _password_in_file(self) -> str:
        """The known password if there is no such file."""
        file = self.settings_dict.get("PASSWORD_FILE")
        with suppress(OSError):
            if file and (password := Path(file).read_text(encoding="utf-8").strip()):
                return password
        return str(self.settings_dict["PASSWORD"])
