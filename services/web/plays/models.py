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
    named = models.BinaryField()  # the ids in the order of naming; see `pack`

    data_version = models.CharField(max_length=20)
    places = models.IntegerField()
    population = models.BigIntegerField()
    quiz_places = models.IntegerField()
    quiz_population = models.BigIntegerField()

    secret_hash = models.CharField(max_length=64)
    key_hash = models.CharField(max_length=64)  # of the idempotency key

    class Meta:
        # `unique=True` would bring a second index, for LIKE, which nothing asks: 12 MB for 100,000 plays.
        constraints = [models.UniqueConstraint(fields=["key_hash"], name="one_play_for_a_key")]

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
    """Ids, none below 0, in as many bytes each as the largest needs: today 3, so 60 KB for 20,000.

    The first byte is that number; then come all lowest bytes, then all second lowest, and so on: cut and put together
    by slices, it takes 0.7 ms. With eight bytes for each, 100,000 plays took 133 MB in place of 82.
    """
    width = max(1, (max(ids, default=0).bit_length() + 7) // 8)
    whole = _little(array("q", ids)).tobytes()
    return bytes([width]) + b"".join(whole[byte::8] for byte in range(width))


def unpack(packed: bytes) -> list[int]:
    """The ids that `pack` was given."""
    width = packed[0]
    count = (len(packed) - 1) // width
    whole = bytearray(8 * count)
    for byte in range(width):
        whole[byte::8] = packed[1 + byte * count : 1 + (byte + 1) * count]
    return _little(array("q", bytes(whole))).tolist()


def _little(ids: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        ids.byteswap()
    return ids
