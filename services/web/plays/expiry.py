"""Deletes plays that nobody has changed or viewed for PLAYS_EXPIRE_MONTHS."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from plays.models import Play, current_month
from plays.saving import delete_plays

BATCH_SIZE = 1_000  # rows deleted in one transaction


def expire_plays() -> int:
    """Delete them. Returns how many there were; 0 if plays do not expire."""
    if not settings.PLAYS_EXPIRE_MONTHS:
        return 0
    first_month = months_before(current_month(), settings.PLAYS_EXPIRE_MONTHS)
    begin = datetime.combine(first_month, time(), tzinfo=timezone.now().tzinfo)
    expired = Play.objects.filter(changed__lt=begin, viewed_month__lt=first_month).values_list("id", flat=True)
    deleted = 0
    while ids := list(expired[:BATCH_SIZE]):
        deleted += delete_plays(ids)
    return deleted


def months_before(month: date, months: int) -> date:
    """The first day of the month that is so many months earlier. What happened before it is longer ago than that."""
    index = month.year * 12 + month.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
