"""The credentials of a bucket."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BucketKeys:
    """`repr` omits both, so no message shows them."""

    access: str = field(repr=False)
    secret: str = field(repr=False)
