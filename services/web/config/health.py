"""/healthz (liveness): this process answers. /readyz (readiness): database and cache answer, tables and data exist."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from config.readiness import missing_data, missing_tables

log = logging.getLogger("toponaut.health")

CACHE_PROBE_SECONDS = 10  # how long a probe's key may stay in the cache


def healthz(request: HttpRequest) -> JsonResponse:
    """200 while this process serves, even if all else is down: restarting it would not repair the rest."""
    return _uncached_json({"status": "ok"}, HTTPStatus.OK)


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the site works, else 503 with {"down": ["database" | "cache" | "tables" | "data"], "missing": […]}."""
    down = [name for name, is_up in DEPENDENCIES.items() if not is_up()]
    if down:
        return _uncached_json({"status": "down", "down": down}, HTTPStatus.SERVICE_UNAVAILABLE)
    for name, find_missing in REQUIRED_CONTENTS.items():
        if missing := find_missing():
            log.warning("%s missing: %s", name, "; ".join(missing))
            body: dict[str, object] = {"status": "down", "down": [name], "missing": missing}
            return _uncached_json(body, HTTPStatus.SERVICE_UNAVAILABLE)
    return _uncached_json({"status": "ok"}, HTTPStatus.OK)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as problem:
        log.warning("database down: %s", problem)
        return False
    return True


def _cache_answers() -> bool:
    # Write a value and read it back: the Redis backend hides its errors, so only the returned value proves anything.
    value = uuid4().hex
    key = f"readyz:{value}"
    cache.set(key, value, CACHE_PROBE_SECONDS)
    return bool(cache.get(key) == value)


DEPENDENCIES: dict[str, Callable[[], bool]] = {"database": _database_answers, "cache": _cache_answers}
# Checked in this order, and only if all DEPENDENCIES are up: without tables there is no data.
REQUIRED_CONTENTS: dict[str, Callable[[], list[str]]] = {"tables": missing_tables, "data": missing_data}


def _uncached_json(body: dict[str, object], status: HTTPStatus) -> JsonResponse:
    response = JsonResponse({**body, "release": settings.RELEASE}, status=status)
    response["Cache-Control"] = "no-store"
    return response
