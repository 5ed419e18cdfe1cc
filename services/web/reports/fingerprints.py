"""Pure: by what two reports are the same error."""

import hashlib
import re

_NUMBERS = re.compile(r"\d+")
_POSITION = re.compile(r":\d+(?::\d+)?(?=\)?$)")
_HASHED = re.compile(r"\.[0-9a-f]{12}(?=\.)")  # a static file's, which is another in each release


def fingerprint(*parts: str) -> str:
    """16 hexadecimal digits: enough for a few thousand different errors."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def of_error(message: str, stack: str) -> str:
    """The words without their numbers, and the innermost call without its line: the same in the next release."""
    frames = [line.strip() for line in stack.splitlines() if _POSITION.search(line.strip())]
    innermost = _HASHED.sub("", _POSITION.sub("", frames[0])) if frames else ""
    return fingerprint(_NUMBERS.sub("#", message), innermost)
