"""Take a backup, repeat after failures, and record success or failure in the status file."""

from collections.abc import Callable

from toponaut_backup.backup_names import Kind
from toponaut_backup.bucket import Bucket
from toponaut_backup.clock import utc_now
from toponaut_backup.manifest import Manifest
from toponaut_backup.retry import with_retries
from toponaut_backup.settings import BackupSettings
from toponaut_backup.status import LastSuccess, status_update
from toponaut_backup.take_backup import take_backup
from toponaut_sidecar.errors import Busy, NotConfigured, SidecarError

Log = Callable[[str], object]


def take_backup_with_retries(
    settings: BackupSettings, kind: Kind, *, accept_smaller: bool = False, log: Log = print
) -> Manifest:
    """Take a backup, retry on failure, and record the result. Raises SidecarError."""

    tries = 0

    def attempt(last_attempt: bool) -> Manifest:  # noqa: FBT001
        nonlocal tries
        tries += 1
        at = utc_now()
        Bucket(settings).check_clock(at)
        return take_backup(settings, kind, at=at, last_attempt=last_attempt, accept_smaller=accept_smaller, log=log)

    try:
        manifest = with_retries(attempt, seconds=settings.retry_seconds, log=log)
    except (NotConfigured, Busy):
        raise  # these errors are not failures, so the status file does not mention them
    except SidecarError as error:
        _record_failure(settings, str(error), tries, log)
        raise
    with status_update(settings.state) as status:
        status["last_success"] = success = _success_entry(manifest)
        failure = status["last_error"]
        if failure and failure["at"] > success["at"]:
            status["last_error"] = None  # the clock was ahead then, and the failure would seem the later run
    return manifest


def _record_failure(settings: BackupSettings, message: str, tries: int, log: Log) -> None:
    at = utc_now().isoformat(timespec="milliseconds")
    try:
        with status_update(settings.state) as status:
            status["last_error"] = {"at": at, "message": message, "tries": tries}
    except SidecarError as error:  # only logged, because the caller raises the backup's own error
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
