"""`monitor publish`: writes the status page into its folder, and uploads it if it has a bucket.

It runs after each round, in a process of its own, so whatever happens here stops no check. What failed is tried again
after the next round; if that goes on, people are alerted.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from toponaut_monitor.file_access import write_atomically
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.settings import MonitorSettings
from toponaut_monitor.status_page.page import status_page
from toponaut_monitor.status_page.publication import record_failure, record_success
from toponaut_monitor.status_page.settings import BucketSettings, StatusPageSettings
from toponaut_monitor.status_page.status_json import status_json
from toponaut_monitor.status_page.upload import upload
from toponaut_monitor.status_page.uptime_rows import read_histories
from toponaut_monitor.timestamps import utc_now
from toponaut_sidecar.errors import NotConfigured, SidecarError

STYLE = Path(__file__).with_name("status.css")
CONTENT_TYPES = {  # in the order in which the files are written: the page comes after what it needs
    "status.css": "text/css; charset=utf-8",
    "status.json": "application/json",
    "index.html": "text/html; charset=utf-8",
}


def publish(settings: MonitorSettings, *, clock: Callable[[], datetime] = utc_now) -> None:
    """Records an error, and raises it as SidecarError."""
    page = _page_settings(settings)
    with job_lock(settings.state, "publish"):
        try:
            _write_files(settings, page, clock())
            if page.bucket:
                _upload_files(page.bucket, settings.status_folder)
        except (OSError, SidecarError) as error:
            record_failure(settings.state, str(error), clock())
            raise SidecarError(f"the status page could not be published: {error}") from error
        record_success(settings.state, clock())


def check_keys(settings: MonitorSettings) -> None:
    """Upload the page as it is, for `make rotate`. Records nothing. Raises NotConfigured or SidecarError."""
    page = _page_settings(settings)
    if page.bucket is None:
        raise NotConfigured("nothing uses the keys of the status page, because STATUS_BUCKET is not set.")
    try:
        _upload_files(page.bucket, settings.status_folder)
    except OSError as error:
        raise SidecarError(f"there is no status page yet to try the keys with: {error}") from error


def delete_page(folder: Path) -> None:
    """The page of a monitor that had one, and has none any more: an old one would claim to be true."""
    for name in CONTENT_TYPES:
        (folder / name).unlink(missing_ok=True)


def _upload_files(bucket: BucketSettings, folder: Path) -> None:
    for name, content_type in CONTENT_TYPES.items():
        upload(bucket, folder / name, content_type)


def _page_settings(settings: MonitorSettings) -> StatusPageSettings:
    if settings.status_page is None:
        raise NotConfigured("there is no status page: set STATUS_PAGE for the monitor of staging.")
    return settings.status_page


def _write_files(settings: MonitorSettings, page: StatusPageSettings, now: datetime) -> None:
    histories = read_histories(settings.state, page.urls, timedelta(seconds=settings.seconds), now)
    texts = {
        "status.css": STYLE.read_text(encoding="utf-8"),
        "status.json": status_json(histories, machine=page.machine, interval_seconds=settings.seconds, now=now),
        "index.html": status_page(histories, machine=page.machine, interval_seconds=settings.seconds, now=now),
    }
    for name in CONTENT_TYPES:
        write_atomically(settings.status_folder / name, texts[name])
