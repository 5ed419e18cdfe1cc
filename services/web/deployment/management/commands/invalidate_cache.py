"""`manage.py invalidate_cache`: nginx gives nothing more of what it has kept, as after a restored database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deployment.cache_epoch import epoch_release, start_epoch


class Command(BaseCommand):
    help = "Put all answers that nginx has kept out of reach."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CACHE_EPOCH_LINK:
            self.stdout.write("There is no nginx in front (CACHE_EPOCH_LINK is empty): nothing to leave.")
            return
        link = Path(settings.CACHE_EPOCH_LINK)
        try:
            start_epoch(link, release=epoch_release(link) or settings.BUILD_ID)
        except OSError as error:
            raise CommandError(f"{link} cannot be switched, so nginx goes on with old answers: {error}") from error
        self.stdout.write("nginx asks for every answer anew.")
