"""Records a browser's error: limits the rate, samples repeats, removes personal data, maps the stack to our sources."""

from datetime import UTC, datetime

from lib.rate_counter import count_event
from reports.fingerprints import error_fingerprint, fingerprint
from reports.report_files import append_report
from reports.sanitizing import sanitize_line, sanitize_stack, sanitize_url_path
from reports.schemas import MAX_MESSAGE_LENGTH, MAX_RELEASE_LENGTH, MAX_STACK_LENGTH, MAX_URL_LENGTH, ClientErrorReport
from reports.source_mapped_stacks import map_stack
from reports.user_agents import browser_family

MAX_PER_MINUTE = 120  # processed reports from all browsers together; further reports are only counted
REPEAT_WINDOW_SECONDS = 3600  # within it, repeats of an error are sampled: only the 1st, 2nd, 4th, 8th … is written


def record_client_error(report: ClientErrorReport, *, user_agent: str) -> None:
    """Write a report to the file, or drop it. The sender gets the same answer in both cases.

    `user_agent`: the request's header.
    """
    if count_event("reports", seconds=60) > MAX_PER_MINUTE:
        return
    occurrence = count_event(f"report:{fingerprint(report.message, report.stack)}", seconds=REPEAT_WINDOW_SECONDS)
    represented = occurrences_represented(occurrence)
    if represented:
        append_report("client-errors", report_line(report, user_agent=user_agent, count=represented))


def occurrences_represented(occurrence: int) -> int:
    """How many occurrences of an error the line for this one represents; 0 if no line is written for it.

    Lines are written for the 1st, 2nd, 4th, 8th … occurrence, so a million occurrences make 20 lines. The counts of the
    lines add up to the number of the last written occurrence.
    """
    is_power_of_two = occurrence & (occurrence - 1) == 0
    return (occurrence + 1) // 2 if is_power_of_two else 0


def report_line(report: ClientErrorReport, *, user_agent: str, count: int) -> dict[str, str | int]:
    """The entry for the file. `count`: how many occurrences it represents."""
    message = sanitize_line(report.message, MAX_MESSAGE_LENGTH)
    stack = map_stack(sanitize_stack(report.stack, MAX_STACK_LENGTH))
    return {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "fingerprint": error_fingerprint(message, stack),
        "message": message,
        "stack": stack,
        "url": sanitize_url_path(report.url, MAX_URL_LENGTH),
        "release": sanitize_line(report.release, MAX_RELEASE_LENGTH),
        "agent": browser_family(user_agent),
        "count": count,
    }
