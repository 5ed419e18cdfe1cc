"""What a play is found by, and what proves that it is one's own.

Pure. Random text of the operating system's; what proves anything is stored as its hash only. A plain SHA-256 is enough:
nobody guesses 128 bits, so there is nothing to slow down as with a password.
"""

import hashlib
import hmac
import secrets

# No letter that is read for another, because links are read aloud and typed from paper.
ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
ID_LENGTH = (
    11  # characters: 64 bits, so that at 20 guesses a second nobody finds one of a million plays in 14,000 years
)

SHORTEST_KEY = 22  # characters of an idempotency key: 128 bits in base64; a UUID has 36
LONGEST_KEY = 200


def new_id() -> str:
    """A play's id, and the end of its public link."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def new_key() -> str:
    """An idempotency key for a client that sent none."""
    return secrets.token_urlsafe(32)


def secret_of(key: str) -> str:
    """The secret of the play that was saved under an idempotency key.

    Made from the key, so that a retry is told the same secret although only its hash is stored. Whoever holds the key
    holds the secret: to us they are one.
    """
    return hashlib.sha256(b"toponaut play secret\0" + key.encode()).hexdigest()


def hash_of(secret: str) -> str:
    """What is stored of a secret or a key: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(secret: str, stored: str) -> bool:
    """Whether `stored` is the hash of `secret`, in a time that says nothing of how much of it is right."""
    return hmac.compare_digest(hash_of(secret), stored)
