"""Reads settings from environment variables, and secrets from files. An empty variable counts as unset."""

import re
from collections.abc import Mapping
from pathlib import Path

from toponaut_sidecar.errors import InvalidSettings


class Environment:
    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str = "") -> str:
        return self._variables.get(name, "").strip() or default

    def path(self, name: str, default: str) -> Path:
        return Path(self.text(name, default))

    def matching(self, name: str, pattern: re.Pattern[str], expected: str, default: str = "") -> str:
        """A text that matches the pattern, or is empty. Raises InvalidSettings."""
        value = self.text(name, default)
        if value and not pattern.fullmatch(value):
            raise InvalidSettings(f"{name}={value!r} cannot be used: expected {expected}.")
        return value

    def seconds(self, name: str, default: int, minimum: int, maximum: int) -> int:
        """A whole number of seconds in this range. Raises InvalidSettings."""
        return self.whole_number(name, default, minimum, maximum, "seconds")

    def whole_number(self, name: str, default: int, minimum: int, maximum: int, expected: str) -> int:
        """A whole number in this range. `expected`: what it counts or names. Raises InvalidSettings."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit()) or not minimum <= int(value) <= maximum:
            raise InvalidSettings(f"{name}={value!r} cannot be used: expected {expected}, {minimum} to {maximum}.")
        return int(value)


def read_secret(path: Path, content: str) -> str:
    """Read a secret from its file. `content`: what the secret is, for the error message.

    Raises InvalidSettings, whose message never holds the secret.
    """
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings(f"the secret {path.name} cannot be read ({error}): run `make secrets`.") from error
    if not value:
        raise InvalidSettings(f"the secret {path.name} is empty: write {content} into secrets/{path.name}.")
    return value
