"""Imports go in one direction: an app imports only from earlier apps, and no modules import each other in a circle."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.conf import settings

# An app may import from the apps of earlier layers. Apps of the same layer do not import from each other.
LAYERS = [["lib"], ["config"], ["deployment", "reports"], ["places"], ["quizzes"], ["plays"], ["dashboard"]]
APPS = [app for layer in LAYERS for app in layer]


def modules_of(app: str) -> dict[str, Path]:
    """The app's modules by dotted name. Without tests, which may import from every app."""
    files = (settings.WEB_DIR / app).rglob("*.py")
    names = {".".join(file.relative_to(settings.WEB_DIR).with_suffix("").parts): file for file in files}
    return {
        name.removesuffix(".__init__"): file
        for name, file in names.items()
        if "tests" not in file.parts and file.name != "conftest.py"
    }


def imports_of(file: Path) -> set[str]:
    """What a module imports anywhere, even inside functions: `a.b` for `import a.b` and for `from a import b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file} has a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_app_has_its_place_in_the_order() -> None:
    installed = {app.partition(".")[0] for app in settings.INSTALLED_APPS}
    assert {app for app in installed if (settings.WEB_DIR / app).is_dir()} | {"lib"} == set(APPS)


@pytest.mark.parametrize("layer", range(len(LAYERS)), ids=lambda layer: " ".join(LAYERS[layer]))
def test_an_app_imports_only_from_earlier_layers(layer: int) -> None:
    earlier = {app for apps in LAYERS[:layer] for app in apps}
    for app in LAYERS[layer]:
        forbidden = set(APPS) - earlier - {app}
        for module, file in modules_of(app).items():
            assert not [name for name in imports_of(file) if name.partition(".")[0] in forbidden], module


def test_no_modules_import_each_other_in_a_circle() -> None:
    files = {module: file for app in APPS for module, file in modules_of(app).items()}
    imports: dict[str, set[str]] = {}
    for module, file in files.items():
        names = imports_of(file)
        owners = {name.rpartition(".")[0] for name in names}  # the module of an imported function or class
        imports[module] = (names | owners) & set(files) - {module}
    assert "config.errors" in imports["config.api"]
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"circle: {' -> '.join(error.args[1])}")
