"""Which plays are so large that reading all their places takes the work slot (config.work_slot)."""

from plays.models import Play

# The first page of this many places takes 25 ms of a core, so one address at its full rate takes half a core.
MAX_PLACES_WITHOUT_SLOT = 1_000


def is_large(play: Play) -> bool:
    """Whether the play has too many places."""
    return play.places > MAX_PLACES_WITHOUT_SLOT
