"""When a play was played, as a browser says it. Pure but for the clock."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)  # before there was anything to play
AHEAD = timedelta(days=1)  # a clock that is set to another zone's time is no lie

_EXPECTED = 'expected a time in ISO 8601, such as "2026-11-23T20:15:00Z"'


def _moment(value: Any) -> datetime:
    """A time in ISO 8601, in UTC; without a zone it is read as UTC. Numbers are refused: nobody knows their unit."""
    if not isinstance(value, str) or not value.isprintable():  # Python takes a NUL for the end of the text
        raise _refused(_EXPECTED)
    try:
        time = datetime.fromisoformat(value)
    except ValueError as error:
        raise _refused(_EXPECTED) from error
    time = time if time.tzinfo is not None else time.replace(tzinfo=UTC)
    if time < EARLIEST:
        raise _refused(f"expected a time after {EARLIEST:%Y-%m-%d}; look at the clock of your device")
    if time > datetime.now(UTC) + AHEAD:
        raise _refused("expected a time that has been, got one more than a day ahead; look at your device's clock")
    return time.astimezone(UTC)


def _refused(message: str) -> PydanticCustomError:
    return PydanticCustomError("time", message)


Moment = Annotated[datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
