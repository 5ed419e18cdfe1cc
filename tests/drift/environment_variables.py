"""The variables that the Compose files and the site read, and those that .env.example documents."""

import ast
import re

from tests.paths import ROOT, WEB

COMPOSE_FILES = ("compose.yaml", "compose.staging.yaml", "nginx/compose.https.yaml")
# $NAME, ${NAME}, ${NAME:-default}, ${NAME:+word} or ${NAME:?message}. $$ is an escaped dollar. A default that begins
# with another variable counts as empty.
INTERPOLATION = re.compile(
    r"(?<!\$)\$(?:\{(?P<braced>[A-Z0-9_]+)(?::(?P<operator>[-+?])(?P<value>[^}$]*))?|(?P<bare>[A-Z_]+))"
)


def interpolations() -> list[re.Match[str]]:
    return [match for file in COMPOSE_FILES for match in INTERPOLATION.finditer((ROOT / file).read_text())]


def compose_variables() -> set[str]:
    """Without Compose's own, the project's name, which nobody has to set."""
    return {match["braced"] or match["bare"] for match in interpolations()} - {"COMPOSE_PROJECT_NAME"}


def compose_defaults() -> dict[str, set[str]]:
    """Each variable with all its defaults in the Compose files. There should be one."""
    defaults: dict[str, set[str]] = {}
    for match in interpolations():
        if match["operator"] == "-" and match["braced"] in compose_variables():
            defaults.setdefault(match["braced"], set()).add(match["value"])
    return defaults


def required_variables() -> dict[str, str]:
    """The variables without which Compose refuses to start, and its message for each."""
    return {match["braced"]: match["value"] for match in interpolations() if match["operator"] == "?"}


def site_variables() -> set[str]:
    """The names in calls like env.text("RELEASE") in config/ and deployment/; a secret can also be read from a file."""
    names: set[str] = set()
    for file in (file for app in ("config", "deployment") for file in (WEB / app).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(ast.Attribute(ast.Name("env"), "BadEnvironment")):
                    pass  # its argument is a message
                case ast.Call(ast.Attribute(ast.Name("env"), reader), [ast.Constant(str(name)), *_]):
                    names |= {name, f"{name}_FILE"} if reader == "secret" else {name}
    return names


def documented_variables() -> list[tuple[str, str, str]]:
    """Each variable in .env.example: the line above it, its name and its value."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    variables = []
    for above, line in zip(["", *lines], lines, strict=False):
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            variables.append((above, name, value))
    return variables
