"""A quiz's map without dots, cached for each release: drawing it takes 130 ms, more than the dots of most plays."""

import json
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from PIL import Image

from plays.map_image.base_map import draw_base_map
from plays.map_image.map_file import Point, parse_map_file
from plays.map_image.projected_map import PixelTransform, project_map
from plays.map_image.projections import Projection
from plays.map_image.static_files import static_path
from reports.impossible_states import report_impossible_state

CACHE_SECONDS = 24 * 3600  # 40 KB for each quiz


class EmptyMap(NamedTuple):
    """The map as a PNG, and what finds a place on it."""

    png: bytes
    projection: Projection
    transform: PixelTransform

    def image(self) -> Image.Image:
        """A new image of the map."""
        return Image.open(BytesIO(self.png)).convert("RGB")

    def pixel(self, lon: float, lat: float) -> Point | None:
        """Where a place is on the image; None if the projection does not include it."""
        point = self.projection.project_place(lon, lat)
        return None if point is None else self.transform.to_pixels(point)


def empty_map(slug: str, size: tuple[int, int]) -> EmptyMap | None:
    """The quiz's map. None, and a report, if its file is missing or broken."""
    path = static_path(f"maps/{slug}.json")
    if path is None:
        report_impossible_state("a quiz has no map among the static files, so its map images show only text", quiz=slug)
        return None
    key = f"empty-map:{settings.BUILD_ID}:{path.name}"
    found: EmptyMap | None = None if settings.DEBUG else cache.get(key)
    if found is not None:
        return found
    try:
        found = _draw(path, size)
    except (LookupError, TypeError, ValueError):
        report_impossible_state("a quiz's map cannot be drawn, so its map images show only text", quiz=slug)
        return None
    cache.set(key, found, CACHE_SECONDS)
    return found


def _draw(path: Path, size: tuple[int, int]) -> EmptyMap:
    projected = project_map(parse_map_file(json.loads(path.read_bytes())))
    out = BytesIO()
    draw_base_map(projected, size).save(out, "PNG", compress_level=1)
    return EmptyMap(out.getvalue(), projected.projection, projected.fit(*size))
