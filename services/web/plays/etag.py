"""The version of an answer about saved plays, for ETags and for the cache of map images."""

from django.conf import settings

from plays.models import Play
from quizzes.current_data import CurrentData


def etag_value(data: CurrentData, *plays: Play) -> str:
    """Changes with every save of the plays, every data load and every release. The same value means the same answer."""
    return ":".join([*(f"{play.id}:{play.revision}" for play in plays), data.fingerprint, settings.BUILD_ID])
