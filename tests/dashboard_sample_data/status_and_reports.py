"""The status files, the list of releases and the error reports."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from tests.dashboard_sample_data.file_formats import timestamp
from tests.dashboard_sample_data.monitor_rows import TARGETS

LABEL_STACK = (
    "TypeError: undefined\n"
    "    at place (src/map/image/place-labels.ts:61:20)\n"
    "    at draw (src/map/interactive-map.ts:44:5)"
)
CLIENT_ERRORS = [  # message, stack, page
    ("TypeError: undefined is not an object", LABEL_STACK, "/quizzes/us"),
    ("GET /api/v1/quizzes/world/match: answered 503", "", "/quizzes/world"),
    ("QuotaExceededError: quota exceeded.", "at set (src/storage/namespaced-store.ts:52:9)", "/quizzes/fr"),
]
BROWSERS = ["Safari 17.5", "Firefox 128", "Chrome 126"]

Report = tuple[datetime, dict[str, object]]  # when, and its line in the file of that day


def monitor_status(now: datetime) -> dict[str, object]:
    since = timestamp(now - timedelta(days=16))
    targets = [{"url": url, "state": "up", "since": since} for url in TARGETS]
    last_hour = timestamp(now - timedelta(hours=1))
    statistics = {"last_hour": last_hour, "at": timestamp(now), "error": None}
    return {"at": timestamp(now), "sms": True, "targets": targets, "alerts": [], "statistics": statistics}


def backup_status(now: datetime) -> dict[str, object]:
    at = now.replace(hour=3, minute=17) - timedelta(days=now.hour < 4)
    last_success = {
        "at": at.isoformat(),
        "name": f"production-{at:%Y%m%dT%H%M%SZ}-daily",
        "size": 41_300_000,
        "rows": 1_428_113,
        "plays": 60_212,
        "seconds": 31.4,
        "warnings": [],
    }
    return {
        "state": "good",
        "schedule": "17 3 * * *",
        "next": (at + timedelta(days=1)).isoformat(),
        "last_success": last_success,
        "last_error": None,
    }


def releases(now: datetime, random: Random) -> Iterable[dict[str, object]]:
    for number in range(9):
        at = now - timedelta(days=(9 - number) * 21, hours=random.randint(0, 9))
        row = {"tag": f"v1.{number}.0", "commit": f"{random.getrandbits(28):07x}", "who": "ada", "kind": "deploy"}
        if number == 5:
            failed = {"result": "failed", "step": "healthy", "reason": "readyz answered 503 for 90 s"}
            yield {"at": timestamp(at - timedelta(hours=2)), **row, **failed, "seconds": 94}
        done = {"result": "done", "step": "", "reason": ""}
        yield {"at": timestamp(at), **row, **done, "seconds": random.randint(38, 71)}


def client_errors(now: datetime, random: Random) -> Iterable[Report]:
    for number, (message, stack, url) in enumerate(CLIENT_ERRORS):
        for repetition in range(4 - number):
            at = now - timedelta(hours=7 * repetition + 3 * number, minutes=12)
            yield (
                at,
                {
                    "at": timestamp(at),
                    "fingerprint": f"{number:016x}",
                    "message": message,
                    "stack": stack,
                    "url": url,
                    "release": "v1.8.0",
                    "agent": random.choice(BROWSERS),
                    "count": 2**repetition,
                },
            )


def impossible_state(now: datetime) -> Report:
    at = now - timedelta(days=2)
    return at, {
        "at": timestamp(at),
        "fingerprint": "f" * 16,
        "what": "a saved play names places that no data has",
        "where": "plays/played_places.py:51 saved_places",
        "release": "v1.8.0",
        "request_id": "0123456789abcdef" * 2,
        "context": {"missing": 2, "first": 3117735},
    }
