"""Which backups are too many. Counted, not dated: a wrong clock or a month without backups deletes nothing."""

from collections.abc import Sequence

from toponaut_backup.kept import Kept
from toponaut_backup.names import KINDS, Kind

KEPT = 10  # verified backups of each kind that rotates
ROTATED: tuple[Kind, ...] = ("daily", "release")  # what somebody made by hand, they delete by hand
AT_ONCE = 2  # deleted in one run: a mistake has days to be seen


def surplus(backups: Sequence[Kept], new: Kept) -> list[Kept]:
    """What may go now that `new` is verified; the oldest first. `backups`: newest first, `new` among them.

    Of this database server's own only: another stack that was given the same prefix by mistake keeps its ten. One that
    could not be verified goes when a newer one was. Where `new` holds much less than the one before, nothing goes.
    """
    if not new.counts or new.manifest.warnings:
        return []
    ours = [one for one in backups if one.manifest.cluster == new.manifest.cluster]
    too_many = [one for kind in KINDS for one in _too_many(ours, kind)]
    never_verified = [one for one in ours if not one.counts and one.name.at < new.name.at]
    going = sorted([*too_many, *never_verified], key=lambda one: one.name.at)
    return [one for one in going if one.name != new.name][:AT_ONCE]


def _too_many(ours: Sequence[Kept], kind: Kind) -> list[Kept]:
    verified = [one for one in ours if one.counts and one.name.kind == kind]
    return verified[KEPT:] if kind in ROTATED else []
