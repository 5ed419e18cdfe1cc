"""How a name becomes a key: the same rules for the data build, the database and the match.

Two names match if their keys are equal. A key has only letters and digits, without case, accents, punctuation and
spaces: "Aix-en-Provence" and "aix en provence" both become "aixenprovence". A name with Saint, Mount or Fort has a
second key, in which these words are abbreviated.
"""

import re
import unicodedata
from collections.abc import Sequence

# Raise this number with every change to the rules here, in places.lookup_keys, in places.near_misses and in
# quizzes.largest_places. It is part of the data's fingerprint, so `load_places` then loads the places again.
KEY_RULES = 3

# Letters that Unicode does not decompose, and what people type who do not have them on their keyboard.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ơ": "o", "ư": "u", "ƴ": "y",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ŧ": "t", "ĸ": "k", "ʒ": "z", "ɣ": "g", "ƒ": "f",
    "ɲ": "n", "ǝ": "e", "ɨ": "i", "ʉ": "u",
}  # fmt: skip

# Combining marks that a writer of the script may leave out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic
# vowel signs and the tatweel. Other marks change the word and are kept: vowel signs of Indic scripts, Thai and Khmer,
# and the voicing and length marks of kana.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)

# Spacing modifier letters (ʻ ʼ) and apostrophes are inside words: removing them does not split the word.
_INSIDE_WORD = re.compile("[\u02b0-\u02ff'\u2018\u2019\u201b`\u00b4\u05f3\u05f4\u200b-\u200f\u00ad]")


class _Characters(dict[int, str]):
    """A table for `str.translate`: what each character becomes in a key. An entry is computed when it is first used."""

    def __missing__(self, code: int) -> str:
        self[code] = self._in_key(chr(code))
        return self[code]

    @staticmethod
    def _in_key(character: str) -> str:
        if _MARKS.match(character) or _INSIDE_WORD.match(character):
            return ""
        if unicodedata.category(character)[0] in "LMN":
            return _LETTERS.get(character, character)
        return " "


_CHARACTERS = _Characters()

_ABBREVIATIONS = {
    "saint": "st", "sankt": "st", "sint": "st", "skt": "st", "sainte": "ste",
    "mount": "mt", "fort": "ft",
}  # fmt: skip

# "Name (Other)" contains two names.
_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)\s*$")


def tokens(text: str) -> list[str]:
    """The words of a name as they appear in keys: "St. Paul's, Łódź" gives ["st", "pauls", "lodz"]."""
    if text.isascii():
        return text.lower().translate(_CHARACTERS).split()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", decomposed.translate(_CHARACTERS)).split()


def abbreviate_prefixes(words: Sequence[str]) -> list[str]:
    """The words, with Saint, Sainte, Mount and Fort abbreviated."""
    return [_ABBREVIATIONS.get(word, word) for word in words]


def name_key(text: str) -> str:
    """The plain key of a name: "Fort Worth" gives "fortworth". Empty if the name has no letter or digit."""
    return "".join(tokens(text))


def name_keys(text: str) -> set[str]:
    """The keys under which `text` is stored and looked up: the plain key, and the key with abbreviated prefixes."""
    words = tokens(text)
    keys = {"".join(words), "".join(abbreviate_prefixes(words))}
    keys.discard("")
    return keys


def name_parts(text: str) -> list[str]:
    """The name and, if it contains two names ("Donostia / San Sebastián", "Halle (Saale)"), both parts."""
    if "(" not in text and "/" not in text:
        return [text]
    parts = [text]
    if bracketed := _BRACKETS.match(text):
        parts += [bracketed["name"], bracketed["other"]]
    if "/" in text:
        parts += [part.strip() for part in text.split("/")]
    return [part for part in dict.fromkeys(parts) if part]


def expand_umlauts(text: str) -> str:
    """The name as typed on a keyboard without umlauts: "Düsseldorf" gives "Duesseldorf"."""
    return text.translate(_UMLAUTS)


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"} | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
