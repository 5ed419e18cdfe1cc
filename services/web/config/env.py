"""Typed readers of environment variables. A value that cannot be used stops the start.

An empty variable counts as unset: Compose passes `NAME=` for every line of `.env` without a value.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


class BadEnvironment(ImproperlyConfigured):
    """A variable's value cannot be used. The message is one line that says what is expected."""


def text(name: str, default: str = "") -> str:
    """The variable without surrounding whitespace."""
    return os.environ.get(name, "").strip() or default


def one_of(name: str, options: tuple[str, ...]) -> str:
    """One of the options; the first is the default."""
    value = text(name, options[0])
    if value not in options:
        raise BadEnvironment(f"{name}={value!r} is not known: expected one of {', '.join(options)}")
    return value


def comma_list(name: str, default: str = "") -> list[str]:
    """A list separated by commas: `a.example, b.example`."""
    return [item for part in text(name, default).split(",") if (item := part.strip())]


def hosts_and_ports(name: str, default: str = "") -> tuple[list[str], set[str]]:
    """The names and the ports in a list of hosts, each with or without a port: `a.example, b.example:8443`."""
    hosts = [_split_port(host) for host in comma_list(name, default)]
    return [name for name, _ in hosts], {port for _, port in hosts if port}


def _split_port(host: str) -> tuple[str, str]:
    name, _, port = host.rpartition(":")
    return (name, port) if name and port.isdecimal() else (host, "")  # `[::1]` has colons, but no port


def number(name: str, default: int, *, minimum: int = 0) -> int:
    """A whole number that is not below `minimum`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()) or int(value) < minimum:
        raise BadEnvironment(f"{name}={value!r} cannot be used: expected a whole number, at least {minimum}")
    return int(value)


def secret(name: str) -> str:
    """The variable, or the content of the file that `<name>_FILE` names; empty when neither is set.

    Container secrets come as files, because neither a process list nor `docker inspect` shows a file's content.
    """
    path = text(f"{name}_FILE")
    if not path:
        return text(name)
    if text(name):
        raise BadEnvironment(f"{name} and {name}_FILE are both set: keep one of them")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadEnvironment(f"{name}_FILE={path!r} cannot be read: {problem}") from problem
