"""When the next backup is due, by the cron expression of BACKUP_SCHEDULE, in UTC."""

from datetime import UTC, datetime, timedelta

from croniter import croniter

from toponaut_backup.settings import BadSettings

CATCH_UP = timedelta(minutes=5)  # after a start that finds a missed one: the stack has to come up first
SLACK = timedelta(hours=1)  # a run and its tries
FIELDS = 5


def check(expression: str) -> None:
    """Raises BadSettings."""
    if len(expression.split()) != FIELDS or not croniter.is_valid(expression):
        raise BadSettings(
            f"BACKUP_SCHEDULE={expression!r} cannot be used: expected cron's five fields, like 17 3 * * *"
        )


def after(expression: str, moment: datetime) -> datetime:
    """The first time that the expression names after a moment."""
    found: datetime = croniter(expression, moment.astimezone(UTC)).get_next(datetime)
    return found


def due(expression: str, now: datetime, last: datetime | None) -> datetime:
    """When to run next. `last`: the end of the last run, good or bad; one missed since then is made up for.

    A clock that was set back leaves a `last` in the future: it counts for nothing then.
    """
    check(expression)
    coming = after(expression, now if last is None or last > now else last)
    return coming if coming > now else now + CATCH_UP


def late(expression: str, success: datetime) -> datetime:
    """From when on the newest verified backup is too old: a second run has not brought one."""
    return after(expression, after(expression, success)) + SLACK
