"""Saved plays."""

import sys
from array import array
from collections.abc import Sequence

from django.db import models

from plays.ids import new_id


class Play(models.Model):
    """What somebody named in a quiz, as they saved it last.

    Whose it is: whoever has the secret. Nothing else is known of them, no address either. Accounts will add an owner of
    their own beside the secret; `plays.saving` is the one place that asks whose a play is.

    `places`, `population`, `quiz_places` and `quiz_population` are the score under `data_version`, which judged it. The
    places themselves are the gazetteer's: a result shows them as they are now.
    """

    id = models.CharField(max_length=11, primary_key=True, default=new_id)
    quiz = models.CharField(max_length=100)  # its slug; no foreign key, because a data load replaces the catalogue
    mode = models.CharField(max_length=10)  # plain, filtered or every
    started = models.DateTimeField()
    ended = models.DateTimeField()
    saved = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    revision = models.IntegerField(default=1)  # rises with each save: who saves says which one they know
    named = models.BinaryField()  # the ids in the order of naming, 8 bytes each; see `pack`

    data_version = models.CharField(max_length=20)
    places = models.IntegerField()
    population = models.BigIntegerField()
    quiz_places = models.IntegerField()
    quiz_population = models.BigIntegerField()

    secret_hash = models.CharField(max_length=64)
    key_hash = models.CharField(max_length=64, unique=True)  # of the idempotency key

    def __str__(self) -> str:
        return self.id

    @property
    def ids(self) -> list[int]:
        """The ids of the places, in the order of naming."""
        return unpack(bytes(self.named))

    @property
    def address(self) -> str:
        """The path of its public page."""
        return f"/plays/{self.id}"


def pack(ids: Sequence[int]) -> bytes:
    """Ids as 64-bit numbers, lowest byte first: 160 KB for 20,000, where a row for each would take 1.5 MB."""
    return _little(array("q", ids)).tobytes()


def unpack(packed: bytes) -> list[int]:
    """The ids that `pack` was given."""
    ids = array("q")
    ids.frombytes(packed)
    return _little(ids).tolist()


def _little(ids: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        ids.byteswap()
    return ids
