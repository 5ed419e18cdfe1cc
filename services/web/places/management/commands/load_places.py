"""`manage.py load_places`: bring the gazetteer of the data file into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from deployment.cache_epoch import data_loaded
from places.archive import ARCHIVE, ArchiveError, read_meta
from places.loading import fingerprint, is_loaded, load_places


class Command(BaseCommand):
    help = "Load the places of the data file. Does nothing where they are loaded already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--archive", type=Path, default=ARCHIVE, help="the data file (default: the committed one)")
        parser.add_argument("--force", action="store_true", help="load even if this very data is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        archive: Path = options["archive"]
        try:
            fresh = options["force"] or not is_loaded(archive)
            done = _load(archive) if fresh else f"Places {read_meta(archive)['version']} are loaded already."
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        _leave_old_answers(fingerprint(archive), fresh=fresh)
        self.stdout.write(done)


def _load(archive: Path) -> str:
    """Load with a progress bar; what was done, in one line."""
    with tqdm(total=read_meta(archive)["places"], desc="Loading places", leave=False, disable=None) as bar:
        loaded = load_places(archive=archive, force=True, on_progress=bar.update)
    return (
        f"Loaded {loaded.version}: {loaded.places:,} places, {loaded.quizzes:,} quizzes, "
        f"{loaded.retired:,} places retired."
    )


def _leave_old_answers(mark: str, *, fresh: bool) -> None:
    """After the commit: an answer that nginx asks for from now on comes from the new places."""
    try:
        data_loaded(mark, fresh=fresh)
    except OSError as error:
        message = f"The places are loaded, but nginx would go on with answers from before: {settings.ANSWERS_LINK} "
        message += f"cannot be switched ({error}). Mend that and run load_places again: it will then switch only."
        raise CommandError(message) from error
