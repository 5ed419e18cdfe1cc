"""The storage of static files in production: names with a content hash, compressed copies."""

from typing import Any

from whitenoise.compress import Compressor  # type: ignore[import-untyped]  # whitenoise has no types
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Stores each file with a hashed name, and a .gz copy.

    There are no .br copies, because nginx cannot serve them. Without this class they would be made if brotli is
    installed, as it is with the tests' packages, and that takes time.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
