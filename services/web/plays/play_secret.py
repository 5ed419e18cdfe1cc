"""The secret that proves that a play is yours, and the idempotency key that it is made from.

The database contains only hashes of secrets and keys. A plain SHA-256 is enough: unlike a password, 128 random bits
cannot be guessed, so the hash need not be slow.
"""

import hashlib
import hmac
import secrets

MIN_KEY_LENGTH = 22  # characters of an idempotency key: 128 bits in base64; a UUID has 36
MAX_KEY_LENGTH = 200


def new_idempotency_key() -> str:
    """A random key, for a client that sent none."""
    return secrets.token_urlsafe(32)


def secret_from_key(key: str) -> str:
    """The secret of the play that was saved with this idempotency key.

    It is computed from the key, so that the answer to a retry has the same secret although only its hash is stored.
    Therefore anybody who knows the key knows the secret.
    """
    return hashlib.sha256(b"toponaut play secret\0" + key.encode()).hexdigest()


def sha256_hex(text: str) -> str:
    """What the database stores of a secret or a key: 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def secret_matches(secret: str, stored_hash: str) -> bool:
    """Whether `stored_hash` is the hash of `secret`. The time does not depend on which characters differ."""
    return hmac.compare_digest(sha256_hex(secret), stored_hash)
