"""The reports of the last days, those of one fingerprint together: a group is one thing to mend."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.status_files import lines

SHOWN = 20  # groups: who has more than that to mend begins with these
DAYS = 14


@dataclass(slots=True)
class Group:
    """Reports with one fingerprint. `last` is the newest, as it was written."""

    fingerprint: str
    count: int = 0
    first_at: str = ""
    last: dict[str, Any] = field(default_factory=dict)
    releases: dict[str, int] = field(default_factory=dict)
    agents: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """A browser's error has a message, an impossible state says what it is."""
        return str(self.last.get("message") or self.last.get("what") or "")

    def add(self, entry: dict[str, Any]) -> None:
        count = entry.get("count", 1)
        count = count if isinstance(count, int) else 1
        self.count += count
        at = str(entry.get("at", ""))
        self.first_at = min(self.first_at or at, at)
        if at >= str(self.last.get("at", "")):
            self.last = entry
        for counts, key in ((self.releases, "release"), (self.agents, "agent")):
            if value := str(entry.get(key, "")):
                counts[value] = counts.get(value, 0) + count


def groups(folder: str, kind: str) -> list[Group]:
    """Those seen last first."""
    found: dict[str, Group] = {}
    for path in sorted(Path(folder).glob(f"{kind}-*.jsonl"))[-DAYS:] if folder else []:
        for entry in lines(path):
            fingerprint = str(entry.get("fingerprint", ""))
            found.setdefault(fingerprint, Group(fingerprint)).add(entry)
    return sorted(found.values(), key=lambda group: str(group.last.get("at", "")), reverse=True)[:SHOWN]
