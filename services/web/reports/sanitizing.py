"""Removes from a report what must not be kept: hosts, queries, what was typed, control characters. Pure functions."""

import re

# A URL. Only its path is kept: the parts after ? and # may hold a guess or a secret.
_URL = re.compile(r"\b(?P<scheme>[a-z][a-z0-9+.-]*)://[^/\s)\"'?#]*(?P<path>[^\s)\"'?#]*)(?:[?#][^\s)\"']*)?", re.ASCII)
_PLAY_ID = re.compile(r"(/plays/)[A-Za-z0-9_-]+")  # everybody who knows the id can open the play
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_WEB_SCHEMES = ("http", "https")

MAX_STACK_LINES = 30  # an endless recursion has 10,000


def sanitize_text(raw: str, max_length: int) -> str:
    """Readable text of at most `max_length` characters: no control characters, URLs without host and query."""
    whole = raw.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\t", "    ")
    clean = _CONTROL_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", whole)
    return _PLAY_ID.sub(r"\1…", _URL.sub(_kept_url_part, clean)).strip()[:max_length]


def sanitize_line(raw: str, max_length: int) -> str:
    """The same as `sanitize_text`, joined to one line."""
    return " ".join(sanitize_text(raw, max_length).split())


def sanitize_stack(raw: str, max_length: int) -> str:
    """The same as `sanitize_text` for a stack trace, of which only the innermost calls are kept."""
    return "\n".join(sanitize_text(raw, max_length).splitlines()[:MAX_STACK_LINES])


def sanitize_url_path(url: str, max_length: int) -> str:
    """The path of a page's URL, which may come without scheme and host."""
    return sanitize_line(url, max_length).partition("?")[0].partition("#")[0]


def _kept_url_part(url: re.Match[str]) -> str:
    """The path of the URL. Schemes other than http and https are kept too, such as a browser extension's."""
    return url["path"] or "/" if url["scheme"] in _WEB_SCHEMES else f"{url['scheme']}://{url['path']}"
