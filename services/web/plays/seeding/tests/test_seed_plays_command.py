"""`manage.py seed_plays`: what it says, what it refuses, and how it stops."""

import re
import signal
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from places.bulk_insert import insert_rows
from places.models import DataVersion
from plays.management.commands.seed_plays import MOST
from plays.models import Play
from plays.seeding import bulk_creation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("seed_plays", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_it_ends_with_what_it_did() -> None:
    line = said("1,200", "--seed", 5)
    assert re.fullmatch(
        r"Made 1,200 plays of [\d,]+ places in \d+ s, [\d,]+ a second\. Places in a play: median 1[123]\d, "
        r"top 10 % from [34]\d\d, top 1 % from [\d,]+, most [\d,]+\. Peak memory \d+ MB\.\n",
        line,
    )
    assert Play.objects.count() == 1_200
    assert said("--remove") == "Removed 1,200 made-up plays.\n"
    assert not Play.objects.exists()


@pytest.mark.parametrize("number", ["0", "-5", "many", "1.5", "½", str(MOST + 1)])
def test_it_refuses_what_is_no_number_of_plays(number: str) -> None:
    with pytest.raises(CommandError, match="expected a whole number from 1 to 1,000,000"):
        said("--", number)
    assert not Play.objects.exists()


def test_it_asks_how_many() -> None:
    with pytest.raises(CommandError, match="How many plays"):
        said()


def test_before_the_first_load_it_says_what_to_do() -> None:
    DataVersion.objects.all().delete()
    with pytest.raises(CommandError, match="run load_places first"):
        said(10)


def test_in_production_it_wants_to_be_asked_for_it(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match=r"production site.*--yes-in-production"):
        said(10)
    assert not Play.objects.exists()
    assert said(10, "--yes-in-production").startswith("Made 10 plays")
    assert said("--remove") == "Removed 10 made-up plays.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_after_what_is_being_written(number: signal.Signals) -> None:
    chunks = 0

    def interrupted(*arguments: Any) -> None:
        nonlocal chunks
        chunks += 1
        if chunks == 2:
            signal.raise_signal(number)
        insert_rows(*arguments)

    before = signal.getsignal(number)
    with (
        patch.object(bulk_creation, "CHUNK", 10),
        patch.object(bulk_creation, "insert_rows", interrupted),
        pytest.raises(CommandError, match=r"Stopped before 1,000\. Made 20 plays") as stopped,
    ):
        said(1_000)
    assert stopped.value.returncode == 128 + number
    assert Play.objects.count() == 20
    assert signal.getsignal(number) is before
