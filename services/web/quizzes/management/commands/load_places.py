"""`manage.py load_places`: load the data file into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from deployment.cache_epoch import start_epoch_after_load
from places.data_file import DATA_FILE, DataFileError, read_meta
from quizzes.load_data import fingerprint, is_loaded, load_data


class Command(BaseCommand):
    help = "Load the places of the data file. Does nothing if they are loaded already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--archive", type=Path, default=DATA_FILE, help="the data file (default: the committed one)"
        )
        parser.add_argument("--force", action="store_true", help="load even if the database holds this data already")

    def handle(self, *args: Any, **options: Any) -> None:
        data_file: Path = options["archive"]
        try:
            fresh = options["force"] or not is_loaded(data_file)
            summary = _load(data_file) if fresh else f"Places {read_meta(data_file)['version']} are loaded already."
        except DataFileError as error:
            raise CommandError(str(error)) from error
        _invalidate_cache(fingerprint(data_file), fresh=fresh)
        self.stdout.write(summary)


def _load(data_file: Path) -> str:
    """Load with a progress bar; return a summary of one line."""
    with tqdm(total=read_meta(data_file)["places"], desc="Loading places", leave=False, disable=None) as bar:
        report = load_data(data_file=data_file, force=True, on_progress=bar.update)
    return (
        f"Loaded {report.version}: {report.places:,} places, {report.quizzes:,} quizzes, "
        f"{report.retired:,} places retired."
    )


def _invalidate_cache(data_fingerprint: str, *, fresh: bool) -> None:
    """Called after the commit, so that nginx caches nothing of the old places from here on."""
    try:
        start_epoch_after_load(data_fingerprint, loaded=fresh)
    except OSError as error:
        message = f"The places are loaded, but nginx would go on with answers from before: {settings.CACHE_EPOCH_LINK} "
        message += f"cannot be switched ({error}). Mend that and run load_places again: it will then switch only."
        raise CommandError(message) from error
