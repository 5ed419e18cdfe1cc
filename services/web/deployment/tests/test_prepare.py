"""`manage.py prepare`: its steps in order, and which step failed."""

from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

COMMANDS = "deployment.management.commands.prepare.call_command"


def test_steps_run_in_order() -> None:
    with patch(COMMANDS) as run:
        call_command("prepare", "/srv/site")
    steps = [call.args for call in run.call_args_list]
    assert steps == [("migrate",), ("load_places",), ("publish_static", "/srv/site"), ("plays",), ("warm_cache",)]
    assert run.call_args_list[3].kwargs["expire"]


def test_system_checks_refuse_bad_settings() -> None:
    with (
        override_settings(PRODUCTION=True, SECRET_KEY="short"),
        pytest.raises(CommandError, match=r"toponaut\.E001"),
    ):
        call_command("prepare", "/srv/site")


def test_failed_step_is_named_and_ends_the_preparation() -> None:
    def fail(name: str, *_: str, **__: Any) -> None:
        if name == "load_places":
            raise CommandError("the data file is damaged")

    with patch(COMMANDS, side_effect=fail) as run, pytest.raises(CommandError, match="load_places: the data file is"):
        call_command("prepare", "/srv/site")
    assert run.call_count == 2


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_to_do_but_the_files(tmp_path: Path) -> None:
    """On the test database, which holds the places: whole, without a stand-in."""
    out = StringIO()
    with pytest.raises(CommandError, match=r"publish_static: .* run collectstatic with TOPONAUT_ENV=production first"):
        call_command("prepare", tmp_path, stdout=out)
    assert "No migrations to apply." in out.getvalue()
    assert "are loaded already." in out.getvalue()
