"""Only one worker of the stack at a time does expensive work; the others answer 503 at once."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from config.temporary_errors import TemporaryError
from config.tests.second_connection import taken_slot
from config.work_slot import MAX_BODY_WITHOUT_SLOT, work_slot
from quizzes.tests.client import error_code

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def try_slot() -> None:
    with work_slot():
        pass


def test_the_slot_has_one_holder() -> None:
    try_slot()
    with taken_slot(), pytest.raises(TemporaryError) as refused:
        try_slot()
    assert (refused.value.code, refused.value.retry_after) == ("busy", 2)
    try_slot()


def test_the_slot_is_free_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), work_slot():
        print(1 / 0)
    with taken_slot():
        pass


def test_the_slot_of_a_killed_worker_is_free() -> None:
    with taken_slot() as process:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
        try_slot()


def test_the_slot_is_reentrant() -> None:
    with work_slot(), work_slot():
        pass
    with taken_slot():
        pass


def test_a_large_body_is_not_even_read_without_the_slot(client: Client) -> None:
    def post(size: int) -> Any:
        return client.post("/api/v1/plays", b" " * size, content_type="application/json")

    with taken_slot():
        large, small = post(MAX_BODY_WITHOUT_SLOT + 1), post(MAX_BODY_WITHOUT_SLOT)
    assert (large.status_code, error_code(large), large["Retry-After"]) == (503, "busy", "2")
    assert small.status_code == 400
    assert post(MAX_BODY_WITHOUT_SLOT + 1).status_code == 400
