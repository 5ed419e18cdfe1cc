"""`manage.py check_rollback`: whether an older release can work with the database as it is now.

`make rollback` runs `check_rollback --list` in the older release, and pipes the list to `check_rollback --against` in
the current one.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from deployment.rollback_safety import incompatible_changes, known_migrations


class Command(BaseCommand):
    help = "Compare the migrations of an older release with those that the database has (used by `make rollback`)."
    requires_system_checks = []  # they import all pages, which takes half a second of the core

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--list", action="store_true", help="list the migrations in this release's code")
        mode.add_argument(
            "--against",
            action="store_true",
            help="fail if the database has changes that break a release with the migrations on standard input",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(known_migrations()))
        elif changes := incompatible_changes(sys.stdin.read().split()):
            raise CommandError("the older release may not work with these changes:\n" + "\n".join(changes))
