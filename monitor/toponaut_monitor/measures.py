"""What is counted over an hour in bounded memory, however many lines it has."""

from array import array
from collections import Counter
from hashlib import blake2b
from itertools import accumulate
from secrets import token_bytes

LONGEST_MS = 60_000  # what took longer counts as this: no timeout of the stack is half as long
FEW = 100_000  # distinct visitors; twice as many are counted exactly, more within 1 %
SPACE = 2**64  # of a hash of 8 bytes
NAMES = 10_000  # a list of names is cut back to so many when it has twice as many: 4 MB at most


class Times:
    """A histogram by the ms, which is all that nginx logs: percentiles are exact."""

    def __init__(self) -> None:
        self._of_ms = array("L", bytes(array("L").itemsize * (LONGEST_MS + 1)))
        self.count = 0

    def add(self, seconds: float) -> None:
        self._of_ms[min(max(round(seconds * 1000), 0), LONGEST_MS)] += 1
        self.count += 1

    def percentile(self, percent: int) -> int | str:
        """The smallest ms that so many per cent took at most; empty where nothing was measured."""
        if not self.count:
            return ""
        wanted = -(-self.count * percent // 100)
        return next(ms for ms, so_far in enumerate(accumulate(self._of_ms)) if so_far >= wanted)


class Visitors:
    """How many are distinct. The salt is drawn anew for each hour that is counted and kept nowhere.

    So nobody can be found again from one hour to the next, and no hash ever leaves the memory. Above twice FEW the
    smallest hashes are kept only: how close together they lie says how many there are (k minimum values).
    """

    def __init__(self, few: int = FEW) -> None:
        self._few, self._below = few, SPACE
        self._salt = token_bytes(16)
        self._hashes: set[int] = set()

    def add(self, address: str, agent: str) -> None:
        text = f"{address} {agent}".encode(errors="replace")
        found = int.from_bytes(blake2b(text, key=self._salt, digest_size=8).digest())
        if found < self._below:
            self._hashes.add(found)
            if len(self._hashes) > 2 * self._few:
                self._hashes = set(sorted(self._hashes)[: self._few])
                self._below = max(self._hashes) + 1

    def count(self) -> int:
        return len(self._hashes) * SPACE // self._below


class Names:
    """How often each name came. Exact while they are fewer than twice NAMES; then the rare ones are forgotten."""

    def __init__(self, most: int = NAMES) -> None:
        self._most = most
        self._counts: Counter[str] = Counter()

    def add(self, name: str) -> None:
        self._counts[name] += 1
        if len(self._counts) > 2 * self._most:
            self._counts = Counter(dict(self._counts.most_common(self._most)))

    def largest(self, number: int) -> list[tuple[str, int]]:
        """By count, and by name among equals."""
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))[:number]
