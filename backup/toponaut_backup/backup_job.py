"""A complete backup job: check the clock, take a backup with retries, write the result to the status file."""

from collections.abc import Callable
from datetime import UTC, datetime

from toponaut_backup import schedule
from toponaut_backup.backup_names import Kind
from toponaut_backup.bucket import Bucket
from toponaut_backup.manifest import Manifest
from toponaut_backup.retry import MAX_ATTEMPTS, with_retries
from toponaut_backup.settings import BackupSettings
from toponaut_backup.status import LastSuccess, last_run_end, parse_time, read_status, status_update
from toponaut_backup.take_backup import take_backup
from toponaut_sidecar.errors import Busy, NotConfigured, SidecarError

NEVER = "never"

Log = Callable[[str], object]


def utc_now() -> datetime:
    return datetime.now(UTC)


def run_backup(settings: BackupSettings, kind: Kind, *, log: Log = print) -> Manifest:
    """Take a backup, retry on failure, and record the result. Raises SidecarError."""

    def attempt(last_attempt: bool) -> Manifest:  # noqa: FBT001
        at = utc_now()
        Bucket(settings).check_clock(at)
        return take_backup(settings, kind, at=at, last_attempt=last_attempt, log=log)

    try:
        manifest = with_retries(attempt, seconds=settings.retry_seconds, log=log)
    except (NotConfigured, Busy):
        raise  # not failures, so the status file does not mention them
    except SidecarError as error:
        _record_failure(settings, str(error), log)
        raise
    with status_update(settings.state) as status:
        status["last_success"] = _success_entry(manifest)
    return manifest


def plan_next_run(settings: BackupSettings, since: datetime) -> tuple[str, str]:
    """When the next run is due, and when a verified backup is overdue: seconds since 1970, or "never" without a bucket.

    `since`: when the sidecar started. A new stack has the time of two runs for its first backup.
    """
    with status_update(settings.state) as status:
        status["schedule"] = settings.schedule
        status["next"] = None
        if not settings.configured:
            return NEVER, NEVER
        due = schedule.due_time(settings.schedule, utc_now(), last_run_end(status))
        status["next"] = due.isoformat(timespec="seconds")
        success = status["last_success"]
        newest = max(since, parse_time(success["at"]) or since) if success else since
    return str(int(due.timestamp())), str(int(schedule.overdue_time(settings.schedule, newest).timestamp()))


def status_summary(settings: BackupSettings) -> str:
    """The status in two lines, printed below the list of backups."""
    status = read_status(settings.state)
    success, failure = status["last_success"], status["last_error"]
    lines = [f"state: {status['state']}; next: {status['next'] or 'never'}"]
    if failure and status["state"] == "failing":
        lines.append(f"last error, {failure['at']}: {failure['message']}")
    elif success:
        lines.append(f"last success, {success['at']}: {success['name']}")
    return "\n".join(lines)


def _record_failure(settings: BackupSettings, message: str, log: Log) -> None:
    at = utc_now().isoformat(timespec="milliseconds")
    try:
        with status_update(settings.state) as status:
            status["last_error"] = {"at": at, "message": message, "tries": MAX_ATTEMPTS}
    except SidecarError as error:  # only logged: the caller raises the first error
        log(f"backup: {error}")


def _success_entry(manifest: Manifest) -> LastSuccess:
    return {
        "at": utc_now().isoformat(timespec="milliseconds"),
        "name": manifest.name,
        "size": manifest.size,
        "rows": manifest.rows,
        "plays": manifest.plays,
        "seconds": manifest.seconds,
        "warnings": manifest.warnings,
    }
