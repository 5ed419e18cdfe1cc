"""`manage.py prepare <folder>`: prepares database and static files for a release, before its web container serves.

One process runs all steps, because each start of Django takes a second of the droplet's core.
"""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = (
        "Prepare a release, and skip what is done: database tables, places, static files and error pages for nginx, "
        "plays that have expired, what players request first."
    )
    requires_system_checks = []  # migrate does them, those of the database too

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="what nginx serves: gets static/ and errors/")

    def handle(self, *args: Any, **options: Any) -> None:
        steps: list[tuple[str, list[str], dict[str, Any]]] = [
            ("migrate", [], {"skip_checks": False}),
            ("load_places", [], {}),
            ("publish_static", [str(options["folder"])], {}),
            ("plays", [], {"expire": True}),  # those that PLAYS_EXPIRE_MONTHS says; cron may do so more often
            ("warm_cache", [], {}),
        ]
        for name, arguments, settings in steps:
            try:
                call_command(name, *arguments, **settings, stdout=self.stdout, stderr=self.stderr)
            except CommandError as error:
                raise CommandError(f"{name}: {error}") from error
