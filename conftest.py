"""Every test that asks for a database finds the real places in it: the data file is part of the product.

Tests change it inside transactions only. A test with `django_db(transaction=True)` would empty it for the next one.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.real_data import throwaway_database


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """SQLite: a copy of a file loaded once. PostgreSQL: a test database loaded now."""
    with django_db_blocker.unblock(), throwaway_database():
        yield
