"""Pure: which browser it is. Family and version are what an error depends on; the rest of the header is personal."""

import re

UNKNOWN = "unknown"

# The first that fits: each of them claims to be those below too.
_FAMILIES = [
    ("Edge", re.compile(r"\bEdgA?(?:iOS)?/(\d+)")),
    ("Opera", re.compile(r"\bOPR/(\d+)")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/(\d+)")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"\b(?:HeadlessChrome|Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"\bVersion/(\d+(?:\.\d+)?).* Safari/")),
]


def family(header: str) -> str:
    """ "Firefox 128", or "unknown"."""
    for name, pattern in _FAMILIES:
        if found := pattern.search(header[:500]):
            return f"{name} {found[1]}"
    return UNKNOWN
