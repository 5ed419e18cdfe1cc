"""Ids of plays: short, easy to read aloud, and impossible to guess."""

from plays.ids import ALPHABET, ID_LENGTH, new_id
from plays.models import Play


def test_an_id_has_only_letters_that_are_not_confused() -> None:
    ids = {new_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert {len(id_) for id_ in ids} == {ID_LENGTH}
    assert set("".join(ids)) == set(ALPHABET)
    assert not set("0O1lI") & set(ALPHABET)


def test_an_id_has_64_random_bits() -> None:
    assert len(ALPHABET) ** ID_LENGTH > 2**63
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_an_id_fits_its_column() -> None:
    assert Play._meta.pk.max_length == ID_LENGTH
