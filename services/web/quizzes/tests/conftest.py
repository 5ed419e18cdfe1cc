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
    """Emptying the tables takes seconds: done once a module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            for model in LOADED_TABLES:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        yield
        transaction.set_rollback(True)


@pytest.fixture
def empty_database(_emptied_tables: None) -> Iterator[None]:
    """A database without data, as after `migrate`. Not to be combined with pytest-django's `db`."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
