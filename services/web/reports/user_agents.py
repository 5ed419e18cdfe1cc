"""Which browser a User-Agent header names. Only family and version are kept: the rest may identify a person."""

import re

UNKNOWN = "unknown"

# The first match counts, because each of these browsers also names those below it in the header.
_FAMILIES = [
    ("Edge", re.compile(r"\bEdgA?(?:iOS)?/(\d+)")),
    ("Opera", re.compile(r"\bOPR/(\d+)")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/(\d+)")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"\b(?:HeadlessChrome|Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"\bVersion/(\d+(?:\.\d+)?).* Safari/")),
]


def browser_family(header: str) -> str:
    """ "Firefox 128", or "unknown"."""
    for name, pattern in _FAMILIES:
        if match := pattern.search(header[:500]):
            return f"{name} {match[1]}"
    return UNKNOWN
