"""The errors of the plays' API: each with its code and its message."""

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from config.errors import ApiError

MAX_QUOTED_ID = 20  # characters of an unknown id that a message repeats: clients may send any amount of text


def no_secret_error() -> ApiError:
    message = (
        "This request needs the play's secret. Send the `secret` that the answer to saving the play contained, "
        "as `Authorization: Bearer <secret>`."
    )
    return ApiError(status=HTTPStatus.UNAUTHORIZED, code="no_secret", message=message)


def not_yours_error() -> ApiError:
    message = "This secret belongs to another play. Only whoever saved a play can change it; save yours as a new one."
    return ApiError(status=HTTPStatus.FORBIDDEN, code="not_yours", message=message)


def unknown_play_error(play_id: str) -> ApiError:
    message = f"There is no play {play_id[:MAX_QUOTED_ID]!r}. It may have been deleted, or the id is mistyped."
    return ApiError(status=HTTPStatus.NOT_FOUND, code="unknown_play", message=message)


def stale_play_error(sent: int, stored: int | None = None) -> ApiError:
    """`stored`: the play's revision now, if it is known."""
    state = f"its revision is {stored} now" if stored else "another request changed it at the same moment"
    message = f"You sent revision {sent} of the play, but {state}. Fetch the play, and save what differs."
    return ApiError(status=HTTPStatus.CONFLICT, code="stale_play", message=message)


def stale_data_error(sent: str, current: str) -> ApiError:
    message = (
        f"The current data is {current}, not {sent!r}. Reload the page, "
        "or omit data_version to be scored under the current data."
    )
    return ApiError(status=HTTPStatus.CONFLICT, code="stale_data", message=message)


def unknown_quiz_error(slug: str) -> ApiError:
    return _field_error("quiz", f"There is no quiz {slug!r}. /api/v1/quizzes lists all quizzes.")


def quiz_changed_error(sent: str, stored: str) -> ApiError:
    message = f"A play cannot move to another quiz: this one belongs to {stored!r}. To play {sent!r}, save a new play."
    return _field_error("quiz", message)


def no_places_error() -> ApiError:
    return _field_error("places", "A play needs at least one place. Name one, or delete the play.")


def too_many_places_error(sent: int, allowed: int) -> ApiError:
    message = f"This play can have at most {allowed:,} places; it would have {sent:,}. The change was not saved."
    return _field_error("places", message)


def duplicate_place_error(place: int) -> ApiError:
    return _field_error("places", f"{place} is listed twice. Send each place once, at its first position.")


def place_not_in_play_error(place: int) -> ApiError:
    message = f"{place} is not in the play, so it cannot be removed. Fetch the play, and compare."
    return _field_error("removed", message)


def ended_before_start_error() -> ApiError:
    return _field_error("ended", "The play ends before it starts. `ended` must not be earlier than `started`.")


def not_in_quiz_error(quiz: str, places: Sequence[int]) -> ApiError:
    """The only error that lists ids: the page removes these places and saves the rest."""
    message = f"{len(places):,} of the ids are not places of the quiz {quiz!r}; `places` lists them. Save without them."
    status = HTTPStatus.BAD_REQUEST
    return ApiError(status=status, code="not_in_quiz", message=message, detail={"places": list(places)})


def daily_limit_error(limit: int, unit: str, *, of_everybody: bool, seconds: int) -> ApiError:
    """`unit`: what has reached its limit. `seconds`: until the next day begins."""
    whose = "On this site" if of_everybody else "From one network address"
    message = (
        f"{whose} at most {limit:,} {unit} can be saved in a day, and today that is reached. Nothing was changed. "
        f"Send the same request again after midnight UTC, in {timedelta(seconds=seconds)}."
    )
    status = HTTPStatus.TOO_MANY_REQUESTS
    return ApiError(status=status, code="daily_limit", message=message, retry_after=seconds)


def _field_error(field: str, message: str) -> ApiError:
    return ApiError(status=HTTPStatus.BAD_REQUEST, code=f"bad_{field}", message=message)
