"""The times at which a play started and ended, as browsers send them. No input or output, except the clock."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

MIN_TIME = datetime(2020, 1, 1, tzinfo=UTC)  # earlier than the first release
MAX_AHEAD = timedelta(days=1)  # a device's clock may be set to another time zone

_EXPECTED = 'expected a time in ISO 8601, such as "2026-11-23T20:15:00Z"'


def _parse(value: Any) -> datetime:
    """A time in ISO 8601, converted to UTC; without a zone it is read as UTC. Numbers are refused: they lack a unit."""
    if not isinstance(value, str) or not value.isprintable():  # fromisoformat ignores what follows a NUL
        raise _error(_EXPECTED)
    try:
        time = datetime.fromisoformat(value)
    except ValueError as error:
        raise _error(_EXPECTED) from error
    time = time if time.tzinfo is not None else time.replace(tzinfo=UTC)
    if time < MIN_TIME:
        raise _error(f"expected a time after {MIN_TIME:%Y-%m-%d}; check the clock of your device")
    if time > datetime.now(UTC) + MAX_AHEAD:
        raise _error("expected a past time, got one more than a day ahead; check the clock of your device")
    return time.astimezone(UTC)


def _error(message: str) -> PydanticCustomError:
    return PydanticCustomError("time", message)


Timestamp = Annotated[datetime, PlainValidator(_parse), WithJsonSchema({"type": "string", "format": "date-time"})]
