"""When the next backup is due, by the cron expression BACKUP_SCHEDULE, in UTC."""

from datetime import UTC, datetime, timedelta

from croniter import croniter

from toponaut_sidecar.errors import InvalidSettings

CATCH_UP_DELAY = timedelta(minutes=5)  # after a start that finds a missed run: the stack has to start first
MAX_RUN_TIME = timedelta(hours=1)  # with its retries
CRON_FIELDS = 5


def check_expression(expression: str) -> None:
    """Raises InvalidSettings."""
    if len(expression.split()) != CRON_FIELDS or not croniter.is_valid(expression):
        raise InvalidSettings(
            f"BACKUP_SCHEDULE={expression!r} cannot be used: expected cron's five fields, like 17 3 * * *"
        )


def next_time(expression: str, after: datetime) -> datetime:
    """The first time after `after` that the expression matches."""
    following: datetime = croniter(expression, after.astimezone(UTC)).get_next(datetime)
    return following


def due_time(expression: str, now: datetime, last_run: datetime | None) -> datetime:
    """When to run next. `last_run`: when the last run ended, good or bad. A run missed since then is made up for.

    If the clock was set back, `last_run` may be in the future; then it is ignored.
    """
    check_expression(expression)
    scheduled = next_time(expression, now if last_run is None or last_run > now else last_run)
    return scheduled if scheduled > now else now + CATCH_UP_DELAY


def overdue_time(expression: str, last_success: datetime) -> datetime:
    """When the newest verified backup is too old: after the second run without a success has had its time."""
    return next_time(expression, next_time(expression, last_success)) + MAX_RUN_TIME
