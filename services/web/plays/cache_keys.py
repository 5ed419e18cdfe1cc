"""The keys of a play's JSON and index in the cache. For those of its map images see `plays.map_image.views`.

A key is of one release, because another one may compute something else. The values name the version of the play.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache


def json_key(play_id: str) -> str:
    """See plays.large_play_json."""
    return f"play-json:{settings.BUILD_ID}:{play_id}"


def index_key(play_id: str) -> str:
    """See plays.pages.play_index."""
    return f"play-index:{settings.BUILD_ID}:{play_id}"


def delete_cached(play_ids: Iterable[str]) -> None:
    """Delete what the cache holds of these plays. What another release or a request under way has stored expires."""
    cache.delete_many([key(play_id) for play_id in play_ids for key in (json_key, index_key)])
