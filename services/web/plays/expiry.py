"""Deletes plays that nobody has changed or viewed for PLAYS_EXPIRE_MONTHS."""

from datetime import UTC, date, datetime, time

from django.conf import settings

from plays.models import Play, current_month
from plays.saving import delete_plays

BATCH_SIZE = 1_000  # rows deleted in one transaction


def expire_plays() -> int:
    """Delete the expired plays. Returns their number; 0 if plays do not expire."""
    if not settings.PLAYS_EXPIRE_MONTHS:
        return 0
    first_month = months_before(current_month(), settings.PLAYS_EXPIRE_MONTHS)
    begin = datetime.combine(first_month, time(), tzinfo=UTC)
    expired = Play.objects.filter(changed__lt=begin, viewed_month__lt=first_month).values_list("id", flat=True)
    deleted = 0
    while ids := list(expired[:BATCH_SIZE]):
        deleted += delete_plays(ids)
    return deleted


def months_before(month: date, months: int) -> date:
    """The first day of the month that is `months` months earlier. What happened before that day is longer ago."""
    index = month.year * 12 + month.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
