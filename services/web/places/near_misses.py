"""Finds the keys that are one edit away from a guess, without asking the database for hundreds of strings.

An edit leaves out, adds or changes a letter, or swaps two neighbours. A guess of nine letters has about five hundred
edits, and hardly any of them is a place's key. A Bloom filter with one hash has a bit for each key worth a hint, and
passes only the few edits that may be such keys. A query then finds which of these edits are keys.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

# 2^25 bits take 4 MB in each worker. With about 600,000 keys, 2 % of the strings that are not keys pass the filter: ten
# for each guess. Looking up ten strings costs little more than looking up one.
FILTER_BITS = 1 << 25
MIN_KEY_LENGTH = 4  # letters; with shorter keys almost every guess would be one edit away from some name
MAX_KEY_LENGTH = 50  # letters: seven names are longer, and the time grows with the square of the length: here 1 ms
MIN_HINT_POPULATION = 1_000  # people: a hint at a hamlet helps no player

# The letters to insert into a guess of each script. Han, kana, Hangul and the scripts of India have no entry: one of
# their signs is a syllable or a word, so one wrong sign is not a typing error.
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяєіјљњћџґғқңөұүһә",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءپچژگکی",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
)


class NearMissFilter:
    """A Bloom filter of keys: it tells whether a string may be one of the keys, or certainly is not."""

    def __init__(self, bits: bytes | bytearray | None = None) -> None:
        self.bits = bytearray(FILTER_BITS // 8) if bits is None else bits

    def add(self, keys: Iterable[str]) -> None:
        """Add `keys`. Only a filter created without bits can be extended."""
        assert isinstance(self.bits, bytearray)
        for key in keys:
            bit = crc32(key.encode()) % FILTER_BITS
            self.bits[bit >> 3] |= 1 << (bit & 7)

    def near(self, key: str) -> set[str]:
        """The strings one edit away from `key` that may be keys of places."""
        letters = next((a for a in _ALPHABETS if any(c in a for c in key)), "")
        if not MIN_KEY_LENGTH <= len(key) <= MAX_KEY_LENGTH or not letters:
            return set()
        found = {edit for edit in _shorter_and_swapped(key) if self._may_contain(crc32(edit.encode()))}
        found.update(self._longer_and_changed(key, letters))
        return {edit for edit in found if edit != key and len(edit) >= MIN_KEY_LENGTH}

    def _longer_and_changed(self, key: str, letters: str) -> Iterator[str]:
        # CRC-32 can be continued from a prefix, so each edit costs only the rest of the key, and only strings that
        # pass the filter are built. This is five times as fast as building all of them.
        encoded = [(letter, letter.encode()) for letter in letters]
        suffixes = [key[i:].encode() for i in range(len(key) + 1)]
        for i, suffix in enumerate(suffixes):
            prefix = crc32(key[:i].encode())
            after = suffixes[i + 1] if i < len(key) else None
            for letter, code in encoded:
                middle = crc32(code, prefix)
                if self._may_contain(crc32(suffix, middle)):
                    yield key[:i] + letter + key[i:]
                if after is not None and self._may_contain(crc32(after, middle)):
                    yield key[:i] + letter + key[i + 1 :]

    def _may_contain(self, checksum: int) -> int:
        bit = checksum % FILTER_BITS
        return self.bits[bit >> 3] & 1 << (bit & 7)


def _shorter_and_swapped(key: str) -> Iterator[str]:
    for i in range(len(key)):
        yield key[:i] + key[i + 1 :]
    for i, (a, b) in enumerate(pairwise(key)):
        yield key[:i] + b + a + key[i + 2 :]
