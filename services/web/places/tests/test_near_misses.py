"""The near filter, compared with a simple definition of one edit: a letter more, less or different, or two swapped."""

import pytest

from places.near_misses import MAX_KEY_LENGTH, NearMissFilter

# For each script: words that are one edit apart, and words that are not.
SCRIPTS = {
    "Latin": ["chicago", "chicgo", "chiccago", "chicaga", "hcicago", "chigaco", "chic", "paris", "pari", "parise"],
    "Cyrillic": ["москва", "мосва", "моксва", "масква", "москвва", "киев", "минск"],
    "Greek": ["αθηνα", "αθενα", "αθνα", "θαηνα", "αθηναι", "πατρα"],
    "Arabic": ["القاهرة", "القاهره", "القهرة", "دمشق", "دمشقي"],
    "Hebrew": ["ירושלים", "ירושלימ", "ירשלים", "ירושילם", "חיפה"],
    "Georgian": ["თბილისი", "თბილიში", "თბილის", "ბათუმი"],
    "Armenian": ["երեան", "երեւան", "եերեւան", "գյումրի"],
}


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less or different, or two neighbours swapped, make `other` of `one`."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) == 1:
        return any(other[:i] + other[i + 1 :] == one for i in range(len(other)))
    if len(one) != len(other):
        return False
    at = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
    return len(at) == 1 or swapped


@pytest.fixture(scope="module")
def all_words() -> NearMissFilter:
    """A filter with all the words above, including the short ones."""
    near_filter = NearMissFilter()
    for script in SCRIPTS.values():
        near_filter.add(script)
    return near_filter


@pytest.mark.parametrize("script", SCRIPTS)
def test_guess_finds_exactly_the_words_one_edit_away(all_words: NearMissFilter, script: str) -> None:
    vocabulary = {word for words in SCRIPTS.values() for word in words}
    found = 0
    for guess in SCRIPTS[script]:
        expected = {word for word in vocabulary if is_one_edit(guess, word) and len(word) >= 4}
        assert all_words.near(guess) == expected, guess
        found += len(expected)
    assert found  # premise: some of the words above are one edit apart


def test_every_guess_one_edit_away_finds_the_word() -> None:
    near_filter = NearMissFilter()
    near_filter.add(["toulouse"])
    letters = "abcdefghijklmnopqrstuvwxyz"
    cut = [("toulouse"[:i], "toulouse"[i:]) for i in range(9)]
    guesses = {a + c + b for a, b in cut for c in letters} | {a + c + b[1:] for a, b in cut if b for c in letters}
    guesses |= {a + b[1:] for a, b in cut if b} | {a + b[1] + b[0] + b[2:] for a, b in cut if len(b) > 1}
    assert len(guesses - {"toulouse"}) > 400
    for guess in guesses - {"toulouse"}:
        assert near_filter.near(guess) == {"toulouse"}, guess


def test_word_does_not_find_itself(all_words: NearMissFilter) -> None:
    assert "paris" not in all_words.near("paris")


def test_word_two_edits_away_is_not_found(all_words: NearMissFilter) -> None:
    assert all_words.near("chicago")
    assert all_words.near("chxcxgo") == set()


@pytest.mark.parametrize("guess", ["", "p", "par", "pai"])
def test_short_guess_finds_nothing(guess: str) -> None:
    near_filter = NearMissFilter()
    near_filter.add(["par", "pari", "paris", "pai"])
    assert near_filter.near("pars") == {"pari", "paris"}
    assert near_filter.near(guess) == set()


def test_short_word_is_never_found() -> None:
    near_filter = NearMissFilter()
    near_filter.add(["par"])
    assert near_filter.near("pari") == set()


@pytest.mark.parametrize("guess", ["東京特別区", "とうきょうと", "서울특별시", "दिल्लीनगर", "12345"])
def test_scripts_without_an_alphabet_have_no_hints(guess: str) -> None:
    near_filter = NearMissFilter()
    near_filter.add([guess, guess[1:]])
    assert near_filter.near(guess) == set()


def test_guess_longer_than_any_name_finds_nothing() -> None:
    near_filter = NearMissFilter()
    near_filter.add(["a" * MAX_KEY_LENGTH, "a" * (MAX_KEY_LENGTH + 1)])
    assert near_filter.near("a" * MAX_KEY_LENGTH) == {"a" * (MAX_KEY_LENGTH + 1)}
    assert near_filter.near("a" * (MAX_KEY_LENGTH + 1)) == set()


def test_filter_is_restored_from_its_bits(all_words: NearMissFilter) -> None:
    assert NearMissFilter(bytes(all_words.bits)).near("chicaco") == all_words.near("chicaco") == {"chicago", "chigaco"}
