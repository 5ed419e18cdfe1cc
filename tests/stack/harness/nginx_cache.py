"""nginx's cache from the inside."""

import shlex

from tests.stack.harness.stack import Stack

FOLDER = "/var/cache/nginx/answers"
VALID = 8  # where a file of nginx's cache holds the second it is good until, as 8 bytes; before it, the format's number


def grow_old(stack: Stack, uri: str) -> None:
    """Make what nginx keeps for an address as if its age had passed, years ago."""
    key = "^KEY: [^ ]+ [^ ]+ " + uri.replace("?", "[?]") + "$"
    find = f"grep -rlaE {shlex.quote(key)} {FOLDER}"
    long_ago = r"printf '\001\0\0\0\0\0\0\0'"
    write = f"dd of=$file bs=1 seek={VALID} conv=notrunc status=none"
    script = f'found=$({find}); test -n "$found"; for file in $found; do {long_ago} | {write}; done'
    stack.exec("nginx", "sh", "-euc", script)
