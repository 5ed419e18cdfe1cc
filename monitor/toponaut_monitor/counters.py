"""Counters for one hour's access log. Their memory is bounded, however many lines the log has."""

from array import array
from collections import Counter
from hashlib import blake2b
from itertools import accumulate
from secrets import token_bytes

MAX_MS = 60_000  # longer durations count as this one; the longest timeout in the stack is less than half of it
MAX_HASHES = 100_000  # up to twice as many visitors are counted exactly; beyond that, the count is within 1 %
HASH_VALUES = 2**64  # how many values a hash of 8 bytes can have
MAX_NAMES = 10_000  # a counter with more than twice as many names forgets the rarest: it takes 4 MB at most


class DurationHistogram:
    """Counts durations by ms, which is the precision of nginx's log: so percentiles are exact."""

    def __init__(self) -> None:
        self._count_by_ms = array("L", bytes(array("L").itemsize * (MAX_MS + 1)))
        self.count = 0

    def add(self, seconds: float) -> None:
        self._count_by_ms[min(max(round(seconds * 1000), 0), MAX_MS)] += 1
        self.count += 1

    def percentile(self, percent: int) -> int | str:
        """The percentile in ms, by the nearest-rank method; empty if there are no durations."""
        if not self.count:
            return ""
        wanted = -(-self.count * percent // 100)
        return next(ms for ms, so_far in enumerate(accumulate(self._count_by_ms)) if so_far >= wanted)


class DistinctVisitors:
    """How many distinct pairs of address and browser there are.

    Each pair is hashed with a random salt. The salt is new for each counted hour and never stored, so nobody can be
    recognized from one hour to the next. Hashes are never stored either. If there are more than twice `max_hashes`
    hashes, only the smallest are kept, and the count is estimated from their density ("k minimum values").
    """

    def __init__(self, max_hashes: int = MAX_HASHES) -> None:
        self._max_hashes, self._hash_limit = max_hashes, HASH_VALUES
        self._salt = token_bytes(16)
        self._hashes: set[int] = set()

    def add(self, address: str, agent: str) -> None:
        text = f"{address} {agent}".encode(errors="replace")
        value = int.from_bytes(blake2b(text, key=self._salt, digest_size=8).digest())
        if value < self._hash_limit:
            self._hashes.add(value)
            if len(self._hashes) > 2 * self._max_hashes:
                self._hashes = set(sorted(self._hashes)[: self._max_hashes])
                self._hash_limit = max(self._hashes) + 1

    def count(self) -> int:
        return len(self._hashes) * HASH_VALUES // self._hash_limit


class NameCounter:
    """How often each name occurs. Exact up to twice `max_names` names; then the rarest names are forgotten."""

    def __init__(self, max_names: int = MAX_NAMES) -> None:
        self._max_names = max_names
        self._counts: Counter[str] = Counter()

    def add(self, name: str) -> None:
        self._counts[name] += 1
        if len(self._counts) > 2 * self._max_names:
            self._counts = Counter(dict(self._counts.most_common(self._max_names)))

    def most_common(self, number: int) -> list[tuple[str, int]]:
        """The most common names with their counts. Names with equal counts are in alphabetical order."""
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))[:number]
