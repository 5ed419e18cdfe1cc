"""The tables of saved plays, of the networks that they came from, and of what was saved today."""

import logging
import sys
from array import array
from collections.abc import Sequence
from datetime import date

from django.db import DatabaseError, models
from django.utils import timezone

from plays.ids import new_id

log = logging.getLogger("toponaut.plays")


def current_month() -> date:
    """The first day of the month, in UTC."""
    return timezone.now().date().replace(day=1)


class Play(models.Model):
    """The places that somebody named in a quiz, as last saved.

    A play belongs to the person who has its secret. Nothing else about that person is stored here, not even a network
    address. Accounts will add an owner beside the secret; only `plays.saving` checks who owns a play.

    `places`, `population`, `quiz_places` and `quiz_population` are the score under `data_version`, the data that was
    current when the play was saved. The places themselves are in the gazetteer: a result shows them as they are now.
    """

    id = models.CharField(max_length=11, primary_key=True, default=new_id)
    quiz = models.CharField(max_length=100)  # the slug; no foreign key, because a data load replaces the catalogue
    mode = models.CharField(max_length=10)  # plain, filtered or every
    started = models.DateTimeField()
    ended = models.DateTimeField()
    saved = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    revision = models.IntegerField(default=1)  # rises with each save; a change must send the last one it got
    named = models.BinaryField()  # ids in the order of naming; see `pack`

    # The first day of the month in which the play was last viewed, so a view writes once a month at most. The release
    # that began to record it counts older plays as viewed in its own month.
    viewed_month = models.DateField(default=current_month, db_default=date(2026, 11, 1))

    data_version = models.CharField(max_length=20)
    places = models.IntegerField()
    population = models.BigIntegerField()
    quiz_places = models.IntegerField()
    quiz_population = models.BigIntegerField()

    secret_hash = models.CharField(max_length=64)
    key_hash = models.CharField(max_length=64)  # SHA-256 of the idempotency key

    class Meta:
        # `unique=True` would add a second index, for LIKE, which no query uses: 12 MB for 100,000 plays.
        constraints = [models.UniqueConstraint(fields=["key_hash"], name="one_play_for_a_key")]

    def __str__(self) -> str:
        return self.id

    @property
    def ids(self) -> list[int]:
        """The ids of the places, in the order of naming."""
        return unpack(bytes(self.named))

    def record_view(self) -> None:
        """Remember the month. Never raises: a play is shown even if this cannot be written."""
        month = current_month()
        if self.viewed_month >= month:
            return
        try:
            Play.objects.filter(id=self.id, viewed_month__lt=month).update(viewed_month=month)
        except DatabaseError as problem:
            log.warning("the view of a play was not recorded: %s", problem)

    @property
    def address(self) -> str:
        """The path of the public page."""
        return f"/plays/{self.id}"


class PlayNetwork(models.Model):
    """Which plays were first saved from one network on one day, to find and delete spam. Kept for NETWORK_DAYS
    (plays.daily_usage).

    Without a foreign key, so that an older release, which does not know this table, can delete a play.
    """

    play_id = models.CharField(max_length=11, primary_key=True)
    day = models.DateField(db_index=True)
    network = models.CharField(max_length=16)  # see plays.network_hash

    def __str__(self) -> str:
        return f"{self.play_id} from {self.network}"


class DailyUsage(models.Model):
    """What one network has saved today, and in the row with an empty `network` everybody. See plays.daily_usage."""

    pk = models.CompositePrimaryKey("day", "network")
    day = models.DateField()
    network = models.CharField(max_length=16)
    plays = models.IntegerField()
    places = models.BigIntegerField()
    bytes = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.network or 'everybody'} on {self.day}"


def pack(ids: Sequence[int]) -> bytes:
    """Packs ids, which must not be negative.

    Each id takes as many bytes as the largest needs: today 3, so 20,000 ids take 60 KB. The first byte is that
    number. Then come the lowest bytes of all ids, then all second lowest, and so on: slicing takes 0.7 ms for 20,000
    ids. With eight bytes an id, 100,000 plays took 133 MB; packed they take 82.
    """
    width = max(1, (max(ids, default=0).bit_length() + 7) // 8)
    eight_bytes_each = _little_endian(array("q", ids)).tobytes()
    return bytes([width]) + b"".join(eight_bytes_each[byte::8] for byte in range(width))


def unpack(packed: bytes, start: int = 0, stop: int | None = None) -> list[int]:
    """The ids that were packed, or a slice of them: only the ids of the slice take time."""
    width = packed[0]
    count = (len(packed) - 1) // width
    wanted = range(count)[start:stop]
    eight_bytes_each = bytearray(8 * len(wanted))
    for byte in range(width):
        column = 1 + byte * count
        eight_bytes_each[byte::8] = packed[column + wanted.start : column + wanted.stop]
    return _little_endian(array("q", bytes(eight_bytes_each))).tolist()


def _little_endian(ids: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        ids.byteswap()
    return ids
