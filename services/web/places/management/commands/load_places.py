"""`manage.py load_places`: bring the gazetteer of the data file into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from places.archive import ARCHIVE, ArchiveError, read_meta
from places.loading import is_loaded, load_places


class Command(BaseCommand):
    help = "Load the places of the data file. Does nothing where they are loaded already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--archive", type=Path, default=ARCHIVE, help="the data file (default: the committed one)")
        parser.add_argument("--force", action="store_true", help="load even if this very data is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        archive: Path = options["archive"]
        try:
            if is_loaded(archive) and not options["force"]:
                self.stdout.write(f"Places {read_meta(archive)['version']} are loaded already.")
                return
            with tqdm(total=read_meta(archive)["places"], desc="Loading places", leave=False, disable=None) as bar:
                loaded = load_places(archive=archive, force=True, on_progress=bar.update)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Loaded {loaded.version}: {loaded.places:,} places, {loaded.quizzes:,} quizzes, "
            f"{loaded.retired:,} places retired."
        )
