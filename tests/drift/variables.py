"""Where the stack and the site take their variables from, and what .env.example says about each."""

import ast
import re

from tests.paths import ROOT, WEB

COMPOSE_FILES = ("compose.yaml", "compose.staging.yaml")
# $NAME, ${NAME}, ${NAME:-default} or ${NAME:?message}; a doubled dollar is a dollar.
INTERPOLATION = re.compile(r"(?<!\$)\$(?:\{(?P<braced>[A-Z_]+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?|(?P<bare>[A-Z_]+))")


def interpolations() -> list[re.Match[str]]:
    return [match for file in COMPOSE_FILES for match in INTERPOLATION.finditer((ROOT / file).read_text())]


def compose_variables() -> set[str]:
    return {match["braced"] or match["bare"] for match in interpolations()}


def compose_defaults() -> dict[str, set[str]]:
    """Each variable with every default that the Compose files give it: there should be one."""
    defaults: dict[str, set[str]] = {}
    for match in interpolations():
        if match["kind"] == "-":
            defaults.setdefault(match["braced"], set()).add(match["rest"])
    return defaults


def required_variables() -> dict[str, str]:
    """Those without which Compose refuses, with what it says then."""
    return {match["braced"]: match["rest"] for match in interpolations() if match["kind"] == "?"}


def site_variables() -> set[str]:
    """The names in calls like env.text("RELEASE") in config/ and deployment/; a secret may also come as a file."""
    names: set[str] = set()
    for file in (file for app in ("config", "deployment") for file in (WEB / app).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(ast.Attribute(ast.Name("env"), "BadEnvironment")):
                    pass  # its text is a message
                case ast.Call(ast.Attribute(ast.Name("env"), reader), [ast.Constant(str(name)), *_]):
                    names |= {name, f"{name}_FILE"} if reader == "secret" else {name}
    return names


def documented() -> list[tuple[str, str, str]]:
    """Each variable of .env.example: the line above it, its name, its value."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    found = []
    for above, line in zip(["", *lines], lines, strict=False):
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.append((above, name, value))
    return found
