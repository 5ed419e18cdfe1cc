"""Changes files in nginx's cache."""

import shlex

from tests.stack.harness.stack import Stack

CACHE_FOLDER = "/var/cache/nginx/answers"
EXPIRY_OFFSET = 8  # bytes: a cache file begins with its format's version, then the time at which it expires (8 bytes)


def expire_cached_response(stack: Stack, uri: str) -> None:
    """Change nginx's cached response for an address so that it expired years ago."""
    key = "^KEY: [^ ]+ https?://[^/]+" + uri.replace("?", "[?]") + "$"
    find = f"grep -rlaE {shlex.quote(key)} {CACHE_FOLDER}"
    long_ago = r"printf '\001\0\0\0\0\0\0\0'"
    write = f"dd of=$file bs=1 seek={EXPIRY_OFFSET} conv=notrunc status=none"
    script = f'found=$({find}); test -n "$found"; for file in $found; do {long_ago} | {write}; done'
    stack.exec("nginx", "sh", "-euc", script)
