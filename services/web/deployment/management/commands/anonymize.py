"""`manage.py anonymize`: removes personal data from a copy of production, before staging shows it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from deployment.anonymize_database_copy import anonymize_database_copy

COPY_PREFIX = "toponaut_restore_"  # the backup sidecar's name for a database that it has restored and nobody uses yet


class Command(BaseCommand):
    help = "Remove personal data from a restored copy of the database."

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(connection.settings_dict["NAME"])
        if not name.startswith(COPY_PREFIX):
            raise CommandError(
                f"{name} is not a restored copy ({COPY_PREFIX}…): anonymizing it would lock players out of their plays."
            )
        rows = [
            f"{count:,} {'row' if count == 1 else 'rows'} of {table}"
            for table, count in anonymize_database_copy().items()
        ]
        self.stdout.write(f"Anonymized {', '.join(rows) or 'nothing: there was no personal data'}.")
