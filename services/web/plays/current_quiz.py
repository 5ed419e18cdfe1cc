"""The quiz of a play, as it is in the current data."""

from django.db import DataError

from quizzes.current_data import CurrentData, current_data, quiz_in
from quizzes.models import Quiz


def current_quiz(slug: str) -> tuple[CurrentData, Quiz | None]:
    """The current data and its quiz with this slug; None if a data load removed the quiz from the catalogue."""
    data = current_data()
    try:
        return data, quiz_in(data.fingerprint, slug)
    except (Quiz.DoesNotExist, DataError):  # DataError: PostgreSQL accepts no NUL in text
        return data, None
