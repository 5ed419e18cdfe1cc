"""Fixtures of the stack's tests.

`make test` first runs the tests marked `alone`, one after the other: they measure the machine or restart the engine.
Then it gives the files of the others to several workers (pytest-xdist). Each worker has one stack for all its files,
and every test that uses it finds it healthy.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.harness.loaded_database import copy_loaded_database
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import Stack

STACK_TESTS = Path(__file__).parent
# Workers take files in this order, then the rest: a long file that is started last would keep one worker busy alone.
SLOWEST_FILES = (
    "test_deploy_under_load.py",
    "test_postgres_version.py",
    "test_backup_restore.py",
    "test_monitor.py",
    "test_killed_container.py",
    "test_staging.py",
    "test_backup_faults.py",
    "test_browser_through_nginx.py",
    "test_backup.py",
)


@pytest.hookimpl(tryfirst=True)  # before -m selects by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if STACK_TESTS in item.path.parents:
            item.add_marker("stack")
    rank = {name: number for number, name in enumerate(SLOWEST_FILES)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))


@pytest.fixture(scope="session")
def images(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All images, built from this checkout with the tag `test`."""
    Stack("toponaut-test-build", tmp_path_factory.mktemp("build")).compose("build")


@pytest.fixture(scope="session")
def stack(images: None, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running stack, shared by all tests of this worker."""
    project = Stack(f"toponaut-test-{worker_id}", tmp_path_factory.mktemp("stack"))
    try:
        project.down()  # a killed run may have left one
        copy_loaded_database(project.project)
        project.up()
        yield project
    finally:
        project.down()


@pytest.fixture(autouse=True)
def _wait_until_healthy_again(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that broke the shared stack, wait until it is healthy again."""
    yield
    if "stack" in request.fixturenames:
        request.getfixturevalue("stack").wait_healthy()


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Iterator[Report]:
    """Measurements of a test: printed (`pytest -rP` shows them) and saved in var/stack/reports/."""
    report = Report()
    yield report
    print(f"\n{report}")
    report.save(request.node.name)
