"""Reads the checks of 90 days from the monitor's uptime-<month>.csv, line by line: a month may have thousands of rows.

Nothing else is stored, so there is nothing that could be lost or differ. Lines that cannot be read are skipped.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from toponaut_monitor import monthly_csv
from toponaut_monitor.probe_problems import NETWORK_DOWN
from toponaut_monitor.probes import OK
from toponaut_monitor.status_page.history import DOWN, UNKNOWN, UP, AddressHistory, Check, first_midnight
from toponaut_monitor.timestamps import parse_timestamp

MAX_LINE_CHARS = 4096
MONTH = timedelta(days=28)  # or less: with such steps no month is left out
WORDS_OF_REASONS = {
    "no answer": "gave no answer within 10 s",
    "certificate:": "had a certificate that browsers refuse",
    "its name": "had a name that DNS did not know",
}


def read_histories(folder: Path, urls: Iterable[str], interval: timedelta, now: datetime) -> list[AddressHistory]:
    """`interval`: from check to check. Raises OSError."""
    since = first_midnight(now)
    histories = {url: AddressHistory(url, since, 2 * interval) for url in urls}
    for path in _month_files(folder, since, now):
        for line in _lines(path):
            _add_line(histories, line, now)
    for history in histories.values():
        history.end(now)
    return list(histories.values())


def _month_files(folder: Path, since: datetime, now: datetime) -> list[Path]:
    times = [since + number * MONTH for number in range((now - since) // MONTH + 1)]
    return list(dict.fromkeys(monthly_csv.csv_path(folder, "uptime", at) for at in [*times, now]))


def _lines(path: Path) -> Iterator[str]:
    """A longer line is not one of ours: its parts are skipped like other lines that cannot be read."""
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            while line := file.readline(MAX_LINE_CHARS):
                if line.endswith("\n"):
                    yield line
    except FileNotFoundError:
        return


def _add_line(histories: Mapping[str, AddressHistory], line: str, now: datetime) -> None:
    """An address has no comma (channel_settings.URL_PATTERN). The reason, of a check that failed, may have some."""
    at_text, _, rest = line.partition(",")
    url, _, rest = rest.partition(",")
    at = parse_timestamp(at_text) if url in histories else None
    if at is None or at > now:  # from before the clock was set back
        return
    if rest.startswith("1,"):
        histories[url].add(Check(at, UP))
    elif rest.startswith("0,") and (check := _failed_check(at, rest)):
        histories[url].add(check)


def _failed_check(at: datetime, rest: str) -> Check | None:
    """`rest`: ok,status,seconds,certificate_days,reason. None if the line is damaged."""
    try:
        _, status, _, _, reason = next(csv.reader([rest]))
    except (csv.Error, ValueError, StopIteration):
        return None
    return Check(at, UNKNOWN) if reason == NETWORK_DOWN else Check(at, DOWN, public_reason(status, reason))


def public_reason(status: str, reason: str) -> str:
    """Why a check failed, as the rest of a sentence. The row's own words may hold internal addresses."""
    if re.fullmatch(r"[1-5]\d\d", status) and status != str(OK):
        return f"answered with the status {status}"
    if status == str(OK) and not reason.startswith("no answer"):
        return "answered with a page that lacks the expected words"
    words = [words for beginning, words in WORDS_OF_REASONS.items() if reason.startswith(beginning)]
    return words[0] if words else "accepted no connection"
