"""Limits what can be saved in a day (UTC) from one network, and from all together: plays, places and bytes.

Counted in PostgreSQL, in the transaction that saves: a count in Redis would be lost with Redis, and its least recently
used keys are evicted, which a flood of guesses can cause. What is deleted again stays counted.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from plays import errors
from plays.models import DailyUsage, PlayNetwork

# Bytes that a row and its index entries take beside the packed ids: 500 in PostgreSQL 17 after VACUUM FULL, the rest
# for half-empty pages.
ROW_BYTES = 600
# As long as the access log has addresses. Afterwards nobody can tell which plays came from one network.
NETWORK_DAYS = 14
EVERYBODY = ""  # the network of the row that counts all networks together

_READ = "SELECT network, plays, places, bytes FROM plays_dailyusage WHERE day = %s AND network IN (%s, %s)"
_ADD = """
    INSERT INTO plays_dailyusage (day, network, plays, places, bytes)
    VALUES (%s, %s, %s, %s, %s), (%s, %s, %s, %s, %s)
    ON CONFLICT (day, network) DO UPDATE SET
        plays = plays_dailyusage.plays + excluded.plays,
        places = plays_dailyusage.places + excluded.places,
        bytes = plays_dailyusage.bytes + excluded.bytes
    RETURNING network, plays, places, bytes
"""


class Usage(NamedTuple):
    """What is stored: a number of plays, their places, and bytes on the disk."""

    plays: int
    places: int
    bytes: int

    def plus(self, other: "Usage") -> "Usage":
        """The sum of both."""
        return Usage(self.plays + other.plays, self.places + other.places, self.bytes + other.bytes)


def require_room(network: str, growth: Usage) -> None:
    """Raise the ApiError daily_limit if `growth` is too much for today. Called before work that would be in vain."""
    if not any(growth):
        return
    with connection.cursor() as cursor:
        cursor.execute(_READ, [_today(), network, EVERYBODY])
        used = {name: Usage(*counts) for name, *counts in cursor.fetchall()}
    after = {name: used.get(name, Usage(0, 0, 0)).plus(growth) for name in (network, EVERYBODY)}
    _require_within_limits(after, growth)


def add(network: str, growth: Usage) -> None:
    """Count `growth`, or raise the ApiError daily_limit. Called at the end of the transaction that saves.

    All transactions lock the row of their own network first, then the one of everybody: they cannot wait in a circle.
    """
    if not any(growth):
        return
    today = _today()
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [today, network, *growth, today, EVERYBODY, *growth])
        used = {name: Usage(*counts) for name, *counts in cursor.fetchall()}
    _require_within_limits(used, growth)
    if used[EVERYBODY] == growth:  # the first save of the day
        _forget_earlier_days(today)


def _require_within_limits(used: dict[str, Usage], growth: Usage) -> None:
    for network, usage in used.items():
        limits = settings.MAX_DAILY_USAGE if network == EVERYBODY else settings.MAX_DAILY_USAGE_PER_ADDRESS
        for unit, added, amount, limit in zip(Usage._fields, growth, usage, limits, strict=True):
            if added and amount > limit:
                raise errors.daily_limit_error(limit, unit, of_everybody=network == EVERYBODY, seconds=_seconds_left())


def _forget_earlier_days(today: date) -> None:
    DailyUsage.objects.filter(day__lt=today).delete()
    PlayNetwork.objects.filter(day__lte=today - timedelta(days=NETWORK_DAYS)).delete()


def _today() -> date:
    return timezone.now().date()


def _seconds_left() -> int:
    """Until the next day begins."""
    now = timezone.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=UTC)
    return int((midnight - now).total_seconds()) + 1
