"""When the next backup is due, and when a verified one is overdue. BACKUP_SCHEDULE is a cron expression in UTC."""

from datetime import UTC, datetime, timedelta

from croniter import croniter

from toponaut_backup.settings import BackupSettings
from toponaut_backup.status import last_run_end, parse_time, status_update
from toponaut_sidecar.errors import InvalidSettings

# A missed run is made up for after this delay: if the machine was off, the rest of the stack is starting too.
CATCH_UP_DELAY = timedelta(minutes=5)
# A backup is overdue only this long after its scheduled time: a usual run has ended by then, even with retries. After 6
# hours backup/healthcheck.sh reports the run as hung.
OVERDUE_GRACE_PERIOD = timedelta(hours=1)
CRON_FIELDS = 5
NEVER = "never"


def plan_next_run(settings: BackupSettings, since: datetime, now: datetime) -> tuple[str, str]:
    """When the next run is due, and when a verified backup is overdue.

    Two Unix times, or "never" twice if no bucket is configured. Also writes the first into the status file. `since`:
    when the sidecar started. In a new stack the first backup is overdue only after two scheduled runs.
    """
    with status_update(settings.state) as status:
        status["schedule"] = settings.schedule
        status["next"] = None
        if not settings.configured:
            return NEVER, NEVER
        due = due_time(settings.schedule, now, last_run_end(status, now))
        status["next"] = due.isoformat(timespec="seconds")
        success = status["last_success"]
        last_success_at = max(since, parse_time(success["at"]) or since) if success else since
    return str(int(due.timestamp())), str(int(overdue_time(settings.schedule, last_success_at).timestamp()))


def check_expression(expression: str) -> None:
    """Raises InvalidSettings."""
    if len(expression.split()) != CRON_FIELDS or not croniter.is_valid(expression):
        raise InvalidSettings(
            f"BACKUP_SCHEDULE={expression!r} cannot be used: expected cron's five fields, like 17 3 * * *"
        )


def next_match(expression: str, after: datetime) -> datetime:
    """The first time after `after` that the expression matches."""
    following: datetime = croniter(expression, after.astimezone(UTC)).get_next(datetime)
    return following


def due_time(expression: str, now: datetime, last_run: datetime | None) -> datetime:
    """When the next run is due. If a run was missed since `last_run`, it is made up for soon.

    `last_run`: when the last run ended, successful or not. It is ignored if it is in the future, because the clock was
    set back.
    """
    check_expression(expression)
    scheduled = next_match(expression, now if last_run is None or last_run > now else last_run)
    return scheduled if scheduled > now else now + CATCH_UP_DELAY


def overdue_time(expression: str, last_success: datetime) -> datetime:
    """When the newest verified backup is too old: one hour after the second scheduled run since the last success."""
    return next_match(expression, next_match(expression, last_success)) + OVERDUE_GRACE_PERIOD
