"""A backup as it is really run: with the clock looked at, tries, and the status file told."""

from collections.abc import Callable
from datetime import UTC, datetime

from toponaut_backup import schedule
from toponaut_backup.bucket import Bucket
from toponaut_backup.errors import BackupError, Busy, Unconfigured
from toponaut_backup.manifest import Manifest
from toponaut_backup.names import Kind
from toponaut_backup.retrying import TRIES, with_retries
from toponaut_backup.settings import Settings
from toponaut_backup.status import Success, changed_status, last_run, moment, read_status
from toponaut_backup.taking import take

NEVER = "never"

Say = Callable[[str], object]


def now() -> datetime:
    return datetime.now(UTC)


def run(settings: Settings, kind: Kind, *, say: Say = print) -> Manifest:
    """Take a backup, try again where that may help, and write down what came of it. Raises BackupError."""

    def attempt(last_try: bool) -> Manifest:  # noqa: FBT001
        at = now()
        Bucket(settings).check_clock(at)
        return take(settings, kind, at=at, last_try=last_try, say=say)

    try:
        manifest = with_retries(attempt, seconds=settings.retry_seconds, say=say)
    except (Unconfigured, Busy):
        raise  # nothing went wrong
    except BackupError as problem:
        _failed(settings, str(problem), say)
        raise
    with changed_status(settings.state) as status:
        status["last_success"] = _success(manifest)
    return manifest


def plan(settings: Settings, since: datetime) -> tuple[str, str]:
    """When to run next, and from when on a backup is overdue, in seconds since 1970; "never" without a bucket.

    `since`: when the sidecar started. A new stack is given the time for its first two runs.
    """
    with changed_status(settings.state) as status:
        status["schedule"] = settings.schedule
        status["next"] = None
        if not settings.configured:
            return NEVER, NEVER
        coming = schedule.due(settings.schedule, now(), last_run(status))
        status["next"] = coming.isoformat(timespec="seconds")
        success = status["last_success"]
        newest = max(since, moment(success["at"]) or since) if success else since
    return str(int(coming.timestamp())), str(int(schedule.late(settings.schedule, newest).timestamp()))


def last_words(settings: Settings) -> str:
    """The status in two lines, for whoever looks at the table."""
    status = read_status(settings.state)
    success, failure = status["last_success"], status["last_error"]
    lines = [f"state: {status['state']}; next: {status['next'] or 'never'}"]
    if failure and status["state"] == "failing":
        lines.append(f"last error, {failure['at']}: {failure['message']}")
    elif success:
        lines.append(f"last success, {success['at']}: {success['name']}")
    return "\n".join(lines)


def _failed(settings: Settings, message: str, say: Say) -> None:
    try:
        with changed_status(settings.state) as status:
            status["last_error"] = {"at": now().isoformat(timespec="milliseconds"), "message": message, "tries": TRIES}
    except BackupError as problem:  # what went wrong before is what is raised
        say(f"backup: {problem}")


def _success(manifest: Manifest) -> Success:
    return {
        "at": now().isoformat(timespec="milliseconds"),
        "name": manifest.name,
        "size": manifest.size,
        "rows": manifest.rows,
        "plays": manifest.plays,
        "seconds": manifest.seconds,
        "warnings": manifest.warnings,
    }
