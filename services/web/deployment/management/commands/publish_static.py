"""`manage.py publish_static <folder>`: publishes what nginx serves without Django, static files and error pages."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from config.errors import default_error_code, json_error
from deployment.nginx_errors import NGINX_ERRORS
from deployment.static_publishing import publish_files, write_atomically

MANIFEST = ManifestStaticFilesStorage.manifest_name


class Command(BaseCommand):
    help = "Copy the collected static files and the error pages into the folder that nginx serves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="gets static/ and errors/; files of earlier releases stay")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, source = options["folder"], Path(settings.STATIC_ROOT)
        if not (source / MANIFEST).is_file():
            raise CommandError(f"{source} holds no {MANIFEST}: run collectstatic with TOPONAUT_ENV=production first.")
        names = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()} - {MANIFEST}
        try:
            report = publish_files(source, folder / "static", names, folder / "published.txt")
            _publish_error_pages(folder / "errors")
        except OSError as error:
            raise CommandError(f"The files cannot be published: {error}") from error
        self.stdout.write(
            f"Published {settings.RELEASE} in {folder}: {report.copied:,} new files, "
            f"{report.unchanged:,} there already, {report.removed:,} old ones removed, "
            f"{len(NGINX_ERRORS)} error pages."
        )


def _publish_error_pages(folder: Path) -> None:
    """Each error as an HTML page and as the API's JSON."""
    for status, error in NGINX_ERRORS.items():
        write_atomically(folder / f"{status}.html", render_to_string("nginx/error.html", {"error": error}))
        body = json_error(status=status, code=default_error_code(status), message=error.message)
        write_atomically(folder / f"{status}.json", body.content.decode())
