"""`manage.py invalidate_cache`: nginx stops serving what it has cached. For use after a restore of the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deployment.cache_epoch import epoch_release, start_epoch


class Command(BaseCommand):
    help = "Invalidate all responses that nginx has cached."
    requires_system_checks = []  # they import all pages, which takes half a second of the core

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CACHE_EPOCH_LINK:
            self.stdout.write("There is no nginx in front (CACHE_EPOCH_LINK is empty): nothing to invalidate.")
            return
        link = Path(settings.CACHE_EPOCH_LINK)
        try:
            start_epoch(link, release=epoch_release(link) or settings.BUILD_ID)
        except OSError as error:
            raise CommandError(f"{link} cannot be switched, so nginx still serves cached responses: {error}") from error
        self.stdout.write("All responses that nginx had cached are invalid now.")
