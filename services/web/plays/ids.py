"""The public ids of plays, which are the last part of their links."""

import secrets

# Without letters and digits that look alike (0 O, 1 l I): links are read aloud and typed from paper.
ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
# Characters: 64 bits. At 20 guesses a second, finding one of a million plays takes 14,000 years.
ID_LENGTH = 11


def new_id() -> str:
    """A random id for a new play."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))
