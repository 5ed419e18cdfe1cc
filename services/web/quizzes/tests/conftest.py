from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, models, transaction
from pytest_django import DjangoDbBlocker

from places.models import Area, AreaName, DataVersion, Place, PlaceName
from quizzes.models import Quiz

LOADED_TABLES: list[type[models.Model]] = [PlaceName, Place, AreaName, Area, Quiz, DataVersion]


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Each test starts with an empty result cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def _emptied_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Empties the tables once per module, because that takes seconds. The transaction is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            for model in LOADED_TABLES:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        yield
        transaction.set_rollback(True)


@pytest.fixture
def empty_database(_emptied_tables: None) -> Iterator[None]:
    """A database without data, as after `migrate`. Do not combine it with pytest-django's `db`."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
