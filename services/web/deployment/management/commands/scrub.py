"""`manage.py scrub`: a copy of production loses what is personal in it, before staging shows it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from deployment.scrubbing import scrub

COPY = "toponaut_restore_"  # the sidecar's name for a database that it has just restored, and nobody uses yet


class Command(BaseCommand):
    help = "Replace what is personal in a restored copy of the database (deployment/scrubbing.py has the list)."

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(connection.settings_dict["NAME"])
        if not name.startswith(COPY):
            raise CommandError(f"{name} is no restored copy, called {COPY}…: people's own plays would be lost to them.")
        rows = ", ".join(f"{count:,} rows of {table}" for table, count in scrub().items())
        self.stdout.write(f"Scrubbed {rows}.")
