"""What an answer about saved plays depends on, in one word: for ETags and for the cache of pictures."""

from django.conf import settings

from plays.models import Play
from quizzes.current_data import CurrentData


def state_of(data: CurrentData, *plays: Play) -> str:
    """Another one after each save, data load and release; an answer made under the same is still right."""
    return ":".join([*(f"{play.id}:{play.revision}" for play in plays), data.fingerprint, settings.BUILD])
