"""How a typed name becomes a key: the one rule shared by the data, the database and the match.

Two names match when their keys are equal. A key keeps letters and digits only: case, accents,
punctuation and spacing are gone ("Aix-en-Provence" and "aix en provence" are both
"aixenprovence"). The folded key also writes Saint, Mount and Fort in one way.
"""

import re
import unicodedata
from collections.abc import Sequence

# Raise it with every change to the rules here, in places.keys and in places.near: a database is
# filled by them, and `load_places` fills it anew when the number it finds there is another.
KEY_RULES = 2

# Letters that Unicode does not decompose, written as a typist without them would.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ơ": "o", "ư": "u", "ƴ": "y",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ŧ": "t", "ĸ": "k", "ʒ": "z", "ɣ": "g", "ƒ": "f",
    "ɲ": "n", "ǝ": "e", "ɨ": "i", "ʉ": "u",
}  # fmt: skip

# Combining marks that a reader of the script may leave out: Latin, Greek and Cyrillic accents,
# Hebrew points, Arabic vowel signs and the tatweel. Vowel signs of Indic, Thai and Khmer and the
# voicing marks of kana change the word and stay, as does the kana length mark.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)

# Spacing modifier letters (ʻ ʼ) and apostrophes stand inside a word: they go without parting it.
_INSIDE_WORD = re.compile("[\u02b0-\u02ff'\u2018\u2019\u201b`\u00b4\u05f3\u05f4\u200b-\u200f\u00ad]")


class _Characters(dict[int, str]):
    """What each character becomes in a key, found out once: a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = self._becomes(chr(code))
        return self[code]

    @staticmethod
    def _becomes(character: str) -> str:
        if _MARKS.match(character) or _INSIDE_WORD.match(character):
            return ""
        if unicodedata.category(character)[0] in "LMN":
            return _LETTERS.get(character, character)
        return " "


_CHARACTERS = _Characters()

_TITLES = {
    "saint": "st", "sankt": "st", "sint": "st", "skt": "st", "sainte": "ste",
    "mount": "mt", "fort": "ft",
}  # fmt: skip

# "Name (Other)" and "One / Other" are two names each.
_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)\s*$")


def tokens(text: str) -> list[str]:
    """The words of a name, in key letters: "St. Paul's, Łódź" gives ["st", "pauls", "lodz"]."""
    if text.isascii():
        return text.lower().translate(_CHARACTERS).split()
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", spread.translate(_CHARACTERS)).split()


def fold_titles(words: Sequence[str]) -> list[str]:
    """The words with Saint, Sainte, Mount and Fort in their short forms."""
    return [_TITLES.get(word, word) for word in words]


def name_key(text: str) -> str:
    """The plain key of a name: "Fort Worth" gives "fortworth". Empty when no letter is left."""
    return "".join(tokens(text))


def name_keys(text: str) -> set[str]:
    """Every key that `text` is stored and looked up under: the plain one and the folded one."""
    words = tokens(text)
    keys = {"".join(words), "".join(fold_titles(words))}
    keys.discard("")
    return keys


def name_parts(text: str) -> list[str]:
    """A written name and, where it holds two ("Donostia / San Sebastián", "Halle (Saale)"), each."""
    if "(" not in text and "/" not in text:
        return [text]
    parts = [text]
    if bracketed := _BRACKETS.match(text):
        parts += [bracketed["name"], bracketed["other"]]
    if "/" in text:
        parts += [part.strip() for part in text.split("/")]
    return [part for part in dict.fromkeys(parts) if part]


def spread_umlauts(text: str) -> str:
    """The name as written where a keyboard has no umlaut: "Düsseldorf" gives "Duesseldorf"."""
    return text.translate(_UMLAUTS)


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"} | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
