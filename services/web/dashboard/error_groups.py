"""Groups the error reports of the last days by fingerprint. One group is one thing to fix."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.status_files import json_lines

MAX_GROUPS = 20  # shown: operators start with the latest errors
MAX_DAYS = 14


@dataclass(slots=True)
class ErrorGroup:
    """Reports with one fingerprint. `last` is the newest report, as it was written."""

    fingerprint: str
    count: int = 0
    first_at: str = ""
    last: dict[str, Any] = field(default_factory=dict)
    releases: dict[str, int] = field(default_factory=dict)
    agents: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The message of a browser's error, or the description of an impossible state."""
        return str(self.last.get("message") or self.last.get("what") or "")

    def add(self, report: dict[str, Any]) -> None:
        count = report.get("count", 1)
        count = count if isinstance(count, int) else 1
        self.count += count
        at = str(report.get("at", ""))
        self.first_at = min(self.first_at or at, at)
        if at >= str(self.last.get("at", "")):
            self.last = report
        for counts, key in ((self.releases, "release"), (self.agents, "agent")):
            if value := str(report.get(key, "")):
                counts[value] = counts.get(value, 0) + count


def error_groups(folder: str, kind: str) -> list[ErrorGroup]:
    """The groups of a kind of report, sorted by their latest report, newest first."""
    groups: dict[str, ErrorGroup] = {}
    for path in sorted(Path(folder).glob(f"{kind}-*.jsonl"))[-MAX_DAYS:] if folder else []:
        for report in json_lines(path):
            fingerprint = str(report.get("fingerprint", ""))
            groups.setdefault(fingerprint, ErrorGroup(fingerprint)).add(report)
    return sorted(groups.values(), key=lambda group: str(group.last.get("at", "")), reverse=True)[:MAX_GROUPS]
