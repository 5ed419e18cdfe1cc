"""`manage.py seed_plays`: its output, what it refuses, and how it stops."""

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
from plays.management.commands.seed_plays import MAX_PLAYS
from plays.models import Play
from plays.seeding import made_up_plays

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def run_command(*arguments: object) -> str:
    out = StringIO()
    call_command("seed_plays", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_it_prints_a_summary() -> None:
    line = run_command("1,200", "--seed", 5)
    assert re.fullmatch(
        r"Made 1,200 plays of [\d,]+ places in \d+ s, [\d,]+ a second\. Places in a play: median 1[123]\d, "
        r"top 10 % from [34]\d\d, top 1 % from [\d,]+, most [\d,]+\. Peak memory \d+ MB\.\n",
        line,
    )
    assert Play.objects.count() == 1_200
    assert run_command("--remove") == "Removed 1,200 made-up plays.\n"
    assert not Play.objects.exists()


@pytest.mark.parametrize("number", ["0", "-5", "many", "1.5", "½", str(MAX_PLAYS + 1)])
def test_an_invalid_number_of_plays_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="expected a whole number from 1 to 1,000,000"):
        run_command("--", number)
    assert not Play.objects.exists()


def test_the_number_of_plays_is_required() -> None:
    with pytest.raises(CommandError, match="How many plays"):
        run_command()


def test_without_data_it_says_what_to_do() -> None:
    DataVersion.objects.all().delete()
    with pytest.raises(CommandError, match="run load_places first"):
        run_command(10)


def test_in_production_it_needs_an_option(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match=r"production site.*--yes-in-production"):
        run_command(10)
    assert not Play.objects.exists()
    assert run_command(10, "--yes-in-production").startswith("Made 10 plays")
    assert run_command("--remove") == "Removed 10 made-up plays.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_after_the_current_batch(number: signal.Signals) -> None:
    batches = 0

    def insert_then_interrupt(*arguments: Any) -> None:
        nonlocal batches
        batches += 1
        if batches == 2:
            signal.raise_signal(number)
        insert_rows(*arguments)

    old_handler = signal.getsignal(number)
    with (
        patch.object(made_up_plays, "BATCH_SIZE", 10),
        patch.object(made_up_plays, "insert_rows", insert_then_interrupt),
        pytest.raises(CommandError, match=r"Stopped before 1,000\. Made 20 plays") as stopped,
    ):
        run_command(1_000)
    assert stopped.value.returncode == 128 + number
    assert Play.objects.count() == 20
    assert signal.getsignal(number) is old_handler
