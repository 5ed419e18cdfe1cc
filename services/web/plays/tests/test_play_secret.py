"""The secret of a play and its idempotency key."""

from plays.models import Play
from plays.play_secret import (
    MAX_KEY_LENGTH,
    MIN_KEY_LENGTH,
    new_idempotency_key,
    secret_from_key,
    secret_matches,
    sha256_hex,
)

KEY = "b1946ac9-2d2a-4f2c-8f0e-6d1f9c0e7a55"


def test_the_hashes_fit_their_columns() -> None:
    lengths = {f.name: f.max_length for f in Play._meta.concrete_fields}
    assert lengths["secret_hash"] == lengths["key_hash"] == len(sha256_hex(KEY))


def test_generated_idempotency_keys_are_unique_and_of_allowed_length() -> None:
    assert new_idempotency_key() != new_idempotency_key()
    assert MIN_KEY_LENGTH <= len(new_idempotency_key()) <= MAX_KEY_LENGTH


def test_a_key_always_gives_the_same_secret_and_different_keys_different_secrets() -> None:
    assert secret_from_key(KEY) == secret_from_key(KEY)
    assert secret_from_key(KEY) != secret_from_key(KEY[:-1] + "6")


def test_the_stored_hash_of_a_key_is_not_its_secret() -> None:
    """Secret and stored hash are both SHA-256 of the key; only a prefix before the key makes the secret differ.

    Without it, the stored hash would be the secret.
    """
    assert sha256_hex(KEY) != secret_from_key(KEY)
    assert sha256_hex(KEY) != sha256_hex(secret_from_key(KEY))


def test_only_the_secret_itself_matches_its_hash() -> None:
    secret = secret_from_key(KEY)
    stored_hash = sha256_hex(secret)
    assert secret_matches(secret, stored_hash)
    assert not secret_matches(secret[:-1], stored_hash)
    assert not secret_matches(stored_hash, stored_hash)
    assert not secret_matches("", stored_hash)
    assert not secret_matches("ключ", stored_hash)
