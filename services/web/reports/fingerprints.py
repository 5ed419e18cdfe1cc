"""Fingerprints of errors: two reports with the same fingerprint are the same error. Pure functions."""

import hashlib
import re

_NUMBERS = re.compile(r"\d+")
_POSITION = re.compile(r":\d+(?::\d+)?(?=\)?$)")
_CONTENT_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.)")  # in a static file's name; it changes with each release


def fingerprint(*parts: str) -> str:
    """16 hexadecimal digits: enough for a few thousand different errors."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def error_fingerprint(message: str, stack: str) -> str:
    """The fingerprint of the message without numbers and of the innermost call without line numbers.

    A new release does not change it.
    """
    frames = [line.strip() for line in stack.splitlines() if _POSITION.search(line.strip())]
    innermost = _CONTENT_HASH.sub("", _POSITION.sub("", frames[0])) if frames else ""
    return fingerprint(_NUMBERS.sub("#", message), innermost)
