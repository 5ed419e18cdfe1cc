"""The time that jobs start at. A module of its own, so that tests can replace it."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    return datetime.now(UTC)
