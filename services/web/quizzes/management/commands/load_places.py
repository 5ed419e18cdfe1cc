"""`manage.py load_places`: load the data file into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from deployment.cache_epoch import start_epoch_after_load
from places.data_file import DATA_FILE, DataFileError, read_meta
from places.stored_filter import compress_near_filter
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
            needs_load = options["force"] or not is_loaded(data_file)
            summary = _load(data_file) if needs_load else _keep(data_file)
        except DataFileError as error:
            raise CommandError(str(error)) from error
        _invalidate_cache(fingerprint(data_file), loaded=needs_load)
        self.stdout.write(summary)


def _load(data_file: Path) -> str:
    """Load with a progress bar; return a summary of one line."""
    with tqdm(total=read_meta(data_file)["places"], desc="Loading places", leave=False, disable=None) as bar:
        report = load_data(data_file=data_file, force=True, on_progress=bar.update)
    return (
        f"Loaded {report.version}: {report.places:,} places, {report.quizzes:,} quizzes, "
        f"{report.retired:,} places retired."
    )


def _keep(data_file: Path) -> str:
    compress_near_filter()
    return f"Places {read_meta(data_file)['version']} are loaded already."


def _invalidate_cache(data_fingerprint: str, *, loaded: bool) -> None:
    """Invalidate nginx's cache. Call it after the commit, so that nginx caches only responses of the new data."""
    try:
        start_epoch_after_load(data_fingerprint, loaded=loaded)
    except OSError as error:
        raise CommandError(
            "The places are loaded, but nginx still serves cached responses of the old data: "
            f"{settings.CACHE_EPOCH_LINK} cannot be switched ({error}). "
            "Fix that and run load_places again: it will only switch the link."
        ) from error
