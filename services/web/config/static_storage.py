from typing import Any

from whitenoise.compress import Compressor  # type: ignore[import-untyped]  # whitenoise has no types
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Static files with hashed names, and each as .gz too.

    Without .br: nginx has no use for it, but the tests' packages bring the compressor in, which takes its time.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=False, **kwargs)
