"""Pure: what is kept of a report. Nobody's address, nothing that was typed, no control characters."""

import re

# Everything of an address but its path: what stands behind ? and # may be a guess or a secret.
_ADDRESS = re.compile(
    r"\b(?P<scheme>[a-z][a-z0-9+.-]*)://[^/\s)\"'?#]*(?P<path>[^\s)\"'?#]*)(?:[?#][^\s)\"']*)?", re.ASCII
)
_ID = re.compile(r"(/plays/)[A-Za-z0-9_-]+")  # who has it, has the play
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_OURS = ("http", "https")

MOST_LINES = 30  # of a stack: a recursion without an end has 10,000


def text(raw: str, most: int) -> str:
    """Readable text of so many characters at most: no control characters, addresses without a query."""
    whole = raw.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\t", "    ")
    clean = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", whole)
    return _ID.sub(r"\1…", _ADDRESS.sub(_path, clean)).strip()[:most]


def line(raw: str, most: int) -> str:
    """The same in one line."""
    return " ".join(text(raw, most).split())


def stack(raw: str, most: int) -> str:
    """The innermost calls."""
    return "\n".join(text(raw, most).splitlines()[:MOST_LINES])


def page(url: str, most: int) -> str:
    """The path of a page's address."""
    return line(url, most).partition("?")[0].partition("#")[0]


def _path(found: re.Match[str]) -> str:
    """A page's or script's path; of other schemes (an extension's) the scheme too."""
    return found["path"] or "/" if found["scheme"] in _OURS else f"{found['scheme']}://{found['path']}"
