"""The JSON of a large play. It is made in the work slot once for each version of the play, then cached, compressed.

The JSON of 60,000 places takes half a second of a core and has 8 MB, compressed 2.6 MB. Browsers get it as it is
cached, so nginx does not compress it again for each of them. For other clients it is decompressed, which takes 53 ms,
so in the slot too.
"""

import gzip

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType

from config.work_slot import work_slot
from plays.cache_keys import json_key
from plays.models import Play
from plays.serialization import play_detail_json
from quizzes.current_data import CurrentData
from quizzes.models import Quiz

CACHE_SECONDS = 24 * 3600
_COMPRESSION_LEVEL = 1  # 0.1 s for 8 MB; nginx's level 4 takes a third longer for 9 % fewer bytes


def write_large_play(
    request: HttpRequest, response: HttpResponse, play: Play, version: str, data: CurrentData, quiz: Quiz | None
) -> None:
    """Fill the response with a `PlayDetail`. `version`: see `plays.etag`."""
    compressed = _compressed_json(play, version, request.build_absolute_uri(play.address), data, quiz)
    if _accepts_gzip(request):
        response.content = compressed
        response["Content-Encoding"] = "gzip"
    else:
        with work_slot():
            response.content = gzip.decompress(compressed)


def _accepts_gzip(request: HttpRequest) -> bool:
    """`gzip;q=0` refuses it. `*` does not count: whoever accepts everything accepts the JSON uncompressed."""
    codings = request.headers.get("Accept-Encoding", "").lower().split(",")
    named = (MediaType(coding) for coding in codings if "gzip" in coding)  # has the syntax of a media type
    return any(coding.main_type == "gzip" and coding.quality > 0 for coding in named)


def _compressed_json(play: Play, version: str, url: str, data: CurrentData, quiz: Quiz | None) -> bytes:
    """The cache has only one version of a play, as of its index (plays.pages.play_index). The JSON contains `url`."""
    key = json_key(play.id)
    cached_version, cached = (None if settings.DEBUG else cache.get(key)) or (None, b"")
    if cached_version == (version, url):
        return bytes(cached)
    with work_slot():
        compressed = gzip.compress(play_detail_json(play, url=url, data=data, quiz=quiz), _COMPRESSION_LEVEL)
    cache.set(key, ((version, url), compressed), CACHE_SECONDS)
    return compressed
