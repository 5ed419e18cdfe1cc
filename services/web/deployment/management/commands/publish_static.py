"""`manage.py publish_static <folder>`: what nginx serves by itself, static files and error pages."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from config.errors import default_error_code, json_error
from deployment.static_publishing import publish_files, write_whole

MANIFEST = ManifestStaticFilesStorage.manifest_name

# What nginx answers by itself. Pages in words; to programs that ask the API, one line.
ERRORS = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "A body may have 512 KB, a report of an error 8 KB: send less at once.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests from this address: wait for a few seconds, then ask more slowly.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The site is away for a moment. Nothing is wrong with the request: try again soon.",
}


class Command(BaseCommand):
    help = "Copy the collected static files and the error pages into the folder that nginx serves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="gets static/ and errors/; older releases' files stay in it")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, source = options["folder"], Path(settings.STATIC_ROOT)
        if not (source / MANIFEST).is_file():
            raise CommandError(f"{source} holds no {MANIFEST}: run collectstatic with TOPONAUT_ENV=production first.")
        names = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()} - {MANIFEST}
        try:
            done = publish_files(source, folder / "static", names, folder / "published.txt")
            _publish_errors(folder / "errors")
        except OSError as error:
            raise CommandError(f"The files cannot be published: {error}") from error
        self.stdout.write(
            f"Published {settings.RELEASE} in {folder}: {done.new:,} new files, {done.same:,} there already, "
            f"{done.removed:,} old ones removed, {len(ERRORS)} error pages."
        )


def _publish_errors(folder: Path) -> None:
    """Each as a page and in the API's own shape."""
    for status, message in ERRORS.items():
        write_whole(folder / f"{status}.html", render_to_string(f"nginx/{status}.html"))
        body = json_error(status=status, code=default_error_code(status), message=message)
        write_whole(folder / f"{status}.json", body.content.decode())
