"""status.json: what the status page shows, for programs."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from toponaut_monitor.status_page.history import AddressHistory
from toponaut_monitor.status_page.words import address_of, percent
from toponaut_monitor.timestamps import format_timestamp


def status_json(histories: Sequence[AddressHistory], *, machine: str, interval_seconds: int, now: datetime) -> str:
    content = {
        "updated": now,
        "interval_seconds": interval_seconds,
        "written_on": machine,
        "addresses": [_address(history, now) for history in histories],
    }
    return json.dumps(content, default=format_timestamp, ensure_ascii=False, separators=(",", ":")) + "\n"


def _address(history: AddressHistory, now: datetime) -> dict[str, Any]:
    return {
        "address": address_of(history.url),
        "state": history.state(now),
        "checked": history.last and history.last.at,
        "uptime_percent": percent(history.checks, history.failed),
        "days": [
            {
                "date": f"{date:%F}",
                "checks": day.checks,
                "failed": day.failed,
                "unwatched_seconds": round(unwatched.total_seconds()),
            }
            for date, day, unwatched in history.all_days(now)
        ],
        "incident_count": history.incident_count,
        "incidents": [
            {"began": incident.began, "ended": incident.ended, "reasons": incident.reasons}
            for incident in reversed(history.incidents)
        ],
    }
