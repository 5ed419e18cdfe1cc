"""One letter off, against a plain definition of it: one letter added, left out, changed, or two swapped."""

import pytest

from places.near import MAX_LENGTH, NearFilter

# One alphabet each: words that are near each other, and words that are not.
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
    """Whether `other` is `one` with a letter added, left out or changed, or two neighbours swapped."""
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
def words() -> NearFilter:
    """A filter that holds all the words above, the short ones too."""
    near = NearFilter()
    for script in SCRIPTS.values():
        near.add(script)
    return near


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_guess_finds_exactly_what_is_one_edit_off(words: NearFilter, script: str) -> None:
    vocabulary = {word for all_words in SCRIPTS.values() for word in all_words}
    found = 0
    for guess in SCRIPTS[script]:
        expected = {word for word in vocabulary if is_one_edit(guess, word) and len(word) >= 4}
        assert words.near(guess) == expected, guess
        found += len(expected)
    assert found  # the words above are near each other indeed


def test_every_misspelling_of_a_word_finds_it() -> None:
    near = NearFilter()
    near.add(["toulouse"])
    letters = "abcdefghijklmnopqrstuvwxyz"
    cut = [("toulouse"[:i], "toulouse"[i:]) for i in range(9)]
    guesses = {a + c + b for a, b in cut for c in letters} | {a + c + b[1:] for a, b in cut if b for c in letters}
    guesses |= {a + b[1:] for a, b in cut if b} | {a + b[1] + b[0] + b[2:] for a, b in cut if len(b) > 1}
    assert len(guesses - {"toulouse"}) > 400
    for guess in guesses - {"toulouse"}:
        assert near.near(guess) == {"toulouse"}, guess


def test_a_word_is_not_near_itself(words: NearFilter) -> None:
    assert "paris" not in words.near("paris")


def test_two_letters_off_is_not_near(words: NearFilter) -> None:
    assert words.near("chicago")
    assert words.near("chxcxgo") == set()


@pytest.mark.parametrize("guess", ["", "p", "par", "pai"])
def test_a_short_guess_is_near_nothing(guess: str) -> None:
    near = NearFilter()
    near.add(["par", "pari", "paris", "pai"])
    assert near.near("pars") == {"pari", "paris"}
    assert near.near(guess) == set()


def test_a_short_word_is_near_no_guess() -> None:
    near = NearFilter()
    near.add(["par"])
    assert near.near("pari") == set()


@pytest.mark.parametrize("guess", ["東京特別区", "とうきょうと", "서울특별시", "दिल्लीनगर", "12345"])
def test_a_script_whose_signs_are_no_letters_has_no_hints(guess: str) -> None:
    near = NearFilter()
    near.add([guess, guess[1:]])
    assert near.near(guess) == set()


def test_a_guess_longer_than_any_name_is_near_nothing() -> None:
    near = NearFilter()
    near.add(["a" * MAX_LENGTH, "a" * (MAX_LENGTH + 1)])
    assert near.near("a" * MAX_LENGTH) == {"a" * (MAX_LENGTH + 1)}
    assert near.near("a" * (MAX_LENGTH + 1)) == set()


def test_a_filter_is_read_from_its_bits(words: NearFilter) -> None:
    assert NearFilter(bytes(words.bits)).near("chicaco") == words.near("chicaco") == {"chicago", "chigaco"}
