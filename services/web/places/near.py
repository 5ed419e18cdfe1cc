"""Which keys lie one letter from a guess, without asking the database for hundreds of them.

A guess of nine letters is one edit (a letter left out, added, changed, or two swapped) from some
five hundred strings, nearly all of them nonsense. The filter is a Bloom filter with one hash: it
holds a bit for each key worth a hint, and lets through the few edits that may be such a key; the
database then says which really are.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

# 2^25 bits are 4 MB a worker. With some 600,000 keys set about 2 % of the nonsense gets through,
# ten strings a guess: looking those up costs little more than looking up one.
BITS = 1 << 25
MIN_LENGTH = 4  # letters: anything is one letter from a shorter name
MAX_LENGTH = 110  # letters: no name is longer, and the work grows with the square
MIN_POPULATION = 1_000  # people: a hint at a hamlet helps nobody

# The letters of one script, to be put into a guess in that script. Han, kana, Hangul and the
# scripts of India have no entry: there one sign is a syllable or a word, not a slip of the finger.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяєіјљњћџґғқңөұүһә",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءپچژگکی",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
)


class NearFilter:
    """A set of keys that answers "certainly not" or "perhaps"."""

    def __init__(self, bits: bytes | bytearray | None = None) -> None:
        self.bits = bytearray(BITS // 8) if bits is None else bits

    def add(self, keys: Iterable[str]) -> None:
        """Set the bits of `keys`; only a filter made without bits can be added to."""
        assert isinstance(self.bits, bytearray)
        for key in keys:
            at = crc32(key.encode()) % BITS
            self.bits[at >> 3] |= 1 << (at & 7)

    def near(self, key: str) -> set[str]:
        """The strings one letter from `key` that may be keys of places."""
        letters = next((a for a in _ALPHABETS if any(c in a for c in key)), "")
        if not MIN_LENGTH <= len(key) <= MAX_LENGTH or not letters:
            return set()
        found = {edit for edit in _shorter_and_swapped(key) if self._perhaps(crc32(edit.encode()))}
        found.update(self._longer_and_changed(key, letters))
        return {edit for edit in found if edit != key and len(edit) >= MIN_LENGTH}

    def _longer_and_changed(self, key: str, letters: str) -> Iterator[str]:
        # A checksum can be taken up where it was left: each edit costs the rest of the key, and
        # only the few that pass are ever put together. Five times quicker than making them all.
        encoded = [(letter, letter.encode()) for letter in letters]
        rests = [key[i:].encode() for i in range(len(key) + 1)]
        for i, rest in enumerate(rests):
            start = crc32(key[:i].encode())
            after = rests[i + 1] if i < len(key) else None
            for letter, code in encoded:
                middle = crc32(code, start)
                if self._perhaps(crc32(rest, middle)):
                    yield key[:i] + letter + key[i:]
                if after is not None and self._perhaps(crc32(after, middle)):
                    yield key[:i] + letter + key[i + 1 :]

    def _perhaps(self, checksum: int) -> int:
        at = checksum % BITS
        return self.bits[at >> 3] & 1 << (at & 7)


def _shorter_and_swapped(key: str) -> Iterator[str]:
    for i in range(len(key)):
        yield key[:i] + key[i + 1 :]
    for i, (a, b) in enumerate(pairwise(key)):
        yield key[:i] + b + a + key[i + 2 :]
