"""`manage.py invalidate_cache`: nginx gives nothing more of what it has kept, as after a restored database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deployment.cache_epoch import answering_release, begin_answers


class Command(BaseCommand):
    help = "Put all answers that nginx has kept out of reach."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ANSWERS_LINK:
            self.stdout.write("There is no nginx in front (ANSWERS_LINK is empty): nothing to leave.")
            return
        link = Path(settings.ANSWERS_LINK)
        try:
            begin_answers(link, release=answering_release(link) or settings.BUILD)
        except OSError as error:
            raise CommandError(f"{link} cannot be switched, so nginx goes on with old answers: {error}") from error
        self.stdout.write("nginx asks for every answer anew.")
