"""Passwords are hashed in the work slot: a hash takes 0.4 s, and any client can ask for many at once."""

import pytest
from django.test import Client

from config.tests.second_connection import taken_slot
from dashboard.models import SignInAttempt
from dashboard.tests.factories import PASSWORD, make_operator, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_an_attempt_beside_other_expensive_work_is_refused_and_not_counted() -> None:
    make_operator()
    with taken_slot():
        refused = sign_in(Client())
    assert (refused.status_code, refused["Retry-After"]) == (503, "2")
    assert "busy" in refused.content.decode()
    assert not SignInAttempt.objects.exists()
    assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize("value", ["x", "device-x:1:y"])
def test_a_made_up_device_needs_the_slot(value: str) -> None:
    make_operator()
    client = Client()
    client.cookies["operator_device"] = value
    with taken_slot():
        assert sign_in(client).status_code == 503


def test_a_known_device_needs_no_slot() -> None:
    """Nobody can keep an operator out by asking for large things without end."""
    make_operator()
    make_operator("bob")
    client = Client()
    sign_in(client)
    with taken_slot():
        assert sign_in(client).status_code == 302
        assert sign_in(client, "bob", PASSWORD).status_code == 503
