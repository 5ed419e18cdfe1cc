"""Why a play is not saved, changed or shown: each refusal with its code and its words."""

from collections.abc import Sequence
from http import HTTPStatus

from config.errors import ApiError

ID_SHOWN = 20  # characters of an id that nobody has: it may be a whole book


def no_secret() -> ApiError:
    message = "This needs the play's secret. Send what saving it answered, as `Authorization: Bearer <secret>`."
    return ApiError(status=HTTPStatus.UNAUTHORIZED, code="no_secret", message=message)


def not_yours() -> ApiError:
    message = "The secret is not this play's. Only who saved a play can change it; save yours as a new one."
    return ApiError(status=HTTPStatus.FORBIDDEN, code="not_yours", message=message)


def unknown_play(play_id: str) -> ApiError:
    message = f"There is no play {play_id[:ID_SHOWN]!r}. It may have been deleted; look for a mistyped letter."
    return ApiError(status=HTTPStatus.NOT_FOUND, code="unknown_play", message=message)


def stale_play(known: int, present: int | None = None) -> ApiError:
    held = f"its revision is {present} by now" if present else "it was saved elsewhere at this very moment"
    message = f"You know revision {known} of the play, but {held}. Fetch it, and save what differs."
    return ApiError(status=HTTPStatus.CONFLICT, code="stale_play", message=message)


def stale_data(given: str, loaded: str) -> ApiError:
    message = f"The data is {loaded}, not {given!r}. Reload the page, or leave data_version out to be judged by it."
    return ApiError(status=HTTPStatus.CONFLICT, code="stale_data", message=message)


def unknown_quiz(slug: str) -> ApiError:
    return _bad("quiz", f"There is no quiz {slug!r}. /api/v1/quizzes lists all there are.")


def other_quiz(slug: str, own: str) -> ApiError:
    return _bad("quiz", f"The play is of the quiz {own!r} and stays so. To play {slug!r}, save a new one.")


def no_places() -> ApiError:
    return _bad("places", "A play has at least one place, and this would have none. To be rid of a play, delete it.")


def too_many(number: int, most: int) -> ApiError:
    return _bad("places", f"{number:,} ids are more than the quiz has: {most:,}. Send each place of the quiz once.")


def twice(place: int) -> ApiError:
    return _bad("places", f"{place} is there twice. Send each place once, where it was named first.")


def not_there(place: int) -> ApiError:
    return _bad("removed", f"{place} is not in the play, so it cannot be taken out. Fetch the play, and compare.")


def ended_first() -> ApiError:
    return _bad("ended", "The play ends before it starts. `ended` is the later of the two times.")


def not_in_quiz(quiz: str, places: Sequence[int]) -> ApiError:
    """The one refusal that says more: a page takes these out, and saves the rest."""
    message = f"{len(places):,} of the ids are no places of the quiz {quiz!r}, see `places`. Save without them."
    status = HTTPStatus.BAD_REQUEST
    return ApiError(status=status, code="not_in_quiz", message=message, detail={"places": list(places)})


def _bad(field: str, message: str) -> ApiError:
    return ApiError(status=HTTPStatus.BAD_REQUEST, code=f"bad_{field}", message=message)
