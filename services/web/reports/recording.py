"""A browser's error on its way into the file: held to a budget, cleaned, thinned out, mapped to our sources."""

from datetime import UTC, datetime

from lib.rate_counter import count
from reports import cleaning, files, fingerprints
from reports.agents import family
from reports.schemas import LONGEST_MESSAGE, LONGEST_RELEASE, LONGEST_STACK, LONGEST_URL, SentError
from reports.stacks import mapped

MOST_A_MINUTE = 120  # reports that are looked at, from everybody together; the rest of a flood costs a count each
SAME_SECONDS = 3600  # how long the same error is thinned out


def record(sent: SentError, *, agent: str) -> None:
    """Keep a report, or not: nobody is told. `agent`: the User-Agent header."""
    if count("reports", seconds=60) > MOST_A_MINUTE:
        return
    stands_for = thinned(count(f"report:{fingerprints.fingerprint(sent.message, sent.stack)}", seconds=SAME_SECONDS))
    if stands_for:
        files.append("client-errors", entry(sent, agent=agent, stands_for=stands_for))


def thinned(number: int) -> int:
    """Of the same error the 1st, 2nd, 4th, 8th … are written: for how many each of these lines stands, else 0.

    So the lines always add up to the last number written, and a million make 20 lines.
    """
    written = number & (number - 1) == 0
    return (number + 1) // 2 if written else 0


def entry(sent: SentError, *, agent: str, stands_for: int) -> dict[str, str | int]:
    """The line of the file."""
    message = cleaning.line(sent.message, LONGEST_MESSAGE)
    stack = mapped(cleaning.stack(sent.stack, LONGEST_STACK))
    return {
        "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "fingerprint": fingerprints.of_error(message, stack),
        "message": message,
        "stack": stack,
        "url": cleaning.page(sent.url, LONGEST_URL),
        "release": cleaning.line(sent.release, LONGEST_RELEASE),
        "agent": family(agent),
        "count": stands_for,
    }
