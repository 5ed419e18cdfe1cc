"""The storage of static files in production: names with a content hash, compressed copies."""

from typing import Any

from whitenoise.compress import Compressor  # type: ignore[import-untyped]  # whitenoise has no types
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Each file with a hashed name, and a .gz copy.

    No .br copies: nginx cannot serve them. They would be made because the tests' packages bring brotli, and take time.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
