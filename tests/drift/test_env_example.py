import ast
import re

from tests.kept import ROOT, WEB


def variables_read() -> set[str]:
    """The names in calls like env.text("RELEASE") in the settings; a secret may also come as a file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((WEB / "config" / "settings.py").read_text())):
        match node:
            case ast.Call(ast.Attribute(ast.Name("env"), reader), [ast.Constant(str(name)), *_]):
                names |= {name, f"{name}_FILE"} if reader == "secret" else {name}
    return names


def variables_documented() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_settings_are_really_read() -> None:
    assert {"TOPONAUT_ENV", "SECRET_KEY_FILE", "DATABASE_URL"} <= variables_read()


def test_the_example_names_every_variable_and_no_other() -> None:
    assert variables_documented() == variables_read()
