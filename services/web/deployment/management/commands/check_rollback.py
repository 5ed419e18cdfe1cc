"""`manage.py check_rollback`: whether the database still fits an older release.

`check_rollback --list` runs in the older release. `check_rollback --against` runs in the current one, on that list.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from deployment.rollback_safety import incompatible_changes, known_migrations


class Command(BaseCommand):
    help = "What `make rollback` asks of two releases: the older one's migrations, and what was done beyond them."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--list", action="store_true", help="list the migrations in this release's code")
        what.add_argument(
            "--against",
            action="store_true",
            help="fail if the database has what a release with the migrations on standard input may not work with",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(known_migrations()))
        elif found := incompatible_changes(sys.stdin.read().split()):
            raise CommandError("the older release may not work with these changes:\n" + "\n".join(found))
