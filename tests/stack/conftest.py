"""The stack, built and started once for all tests here. Who breaks it leaves it healthy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.figures import Report
from tests.stack.stack import Stack

HERE = Path(__file__).parent
FIRST = "test_figures.py"  # measures a stack that has done nothing yet but start


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("stack")
    items.sort(key=lambda item: item.path.name != FIRST)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    project = Stack("toponaut-test", tmp_path_factory.mktemp("stack"))
    try:
        project.down()  # what a run that was killed has left
        project.compose("build")
        project.up()
        yield project
    finally:
        project.down()


@pytest.fixture(autouse=True)
def whole(stack: Stack) -> Iterator[None]:
    """Every test finds a healthy stack, and none leaves a broken one for the next."""
    yield
    stack.wait_healthy()


@pytest.fixture
def report(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Report]:
    """Figures for people: printed even where all is well, and kept in var/stack/figures/."""
    report = Report()
    yield report
    with capsys.disabled():
        print(f"\n{report}")
    report.keep(request.node.name)
