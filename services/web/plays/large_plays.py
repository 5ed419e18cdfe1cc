"""Which plays are so large that showing them takes the work slot (config.work_slot)."""

from plays.models import Play

# A page of this many places takes 25 ms of a core, so one address at its full rate takes half a core. 60,000 take 1 s.
MAX_PLACES_WITHOUT_SLOT = 1_000


def is_large(*plays: Play) -> bool:
    """Whether these plays have too many places, counted together."""
    return sum(play.places for play in plays) > MAX_PLACES_WITHOUT_SLOT
