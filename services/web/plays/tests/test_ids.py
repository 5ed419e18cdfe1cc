"""What a play is found by, and what proves that it is one's own."""

from plays.ids import ALPHABET, ID_LENGTH, LONGEST_KEY, SHORTEST_KEY, hash_of, matches, new_id, new_key, secret_of
from plays.models import Play

KEY = "b1946ac9-2d2a-4f2c-8f0e-6d1f9c0e7a55"


def test_an_id_is_short_and_has_only_letters_that_can_be_read_aloud() -> None:
    ids = {new_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert {len(id_) for id_ in ids} == {ID_LENGTH}
    assert set("".join(ids)) == set(ALPHABET)
    assert not set("0O1lI") & set(ALPHABET)


def test_an_id_cannot_be_guessed() -> None:
    assert len(ALPHABET) ** ID_LENGTH > 2**63
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_the_table_has_room_for_an_id_and_the_hashes() -> None:
    lengths = {f.name: f.max_length for f in Play._meta.concrete_fields}
    assert lengths["id"] == ID_LENGTH
    assert lengths["secret_hash"] == lengths["key_hash"] == len(hash_of(KEY))


def test_a_key_of_our_own_is_one_that_a_client_might_send() -> None:
    assert new_key() != new_key()
    assert SHORTEST_KEY <= len(new_key()) <= LONGEST_KEY


def test_the_same_key_gives_the_same_secret_and_another_one_another() -> None:
    assert secret_of(KEY) == secret_of(KEY)
    assert secret_of(KEY) != secret_of(KEY[:-1] + "6")


def test_what_is_stored_of_a_key_is_not_its_secret() -> None:
    """Both are SHA-256: without a word of its own before the key, the table would show everybody's secret."""
    assert hash_of(KEY) != secret_of(KEY)
    assert hash_of(KEY) != hash_of(secret_of(KEY))


def test_only_the_secret_itself_matches_its_hash() -> None:
    secret = secret_of(KEY)
    stored = hash_of(secret)
    assert matches(secret, stored)
    assert not matches(secret[:-1], stored)
    assert not matches(stored, stored)
    assert not matches("", stored)
    assert not matches("ключ", stored)
