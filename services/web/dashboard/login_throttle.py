"""Limits login attempts: by account, against guessing its password; by address, against guessing names.

Every attempt counts, even a successful one. While an account is under attack, its operator cannot sign in either. That
is the price of a limit that also stops an attacker with a thousand addresses.
"""

import hashlib
import time

from django.conf import settings
from django.http import HttpRequest

from lib.rate_counter import count_event

WINDOW_SECONDS = 900
MAX_ATTEMPTS_PER_ACCOUNT = 10  # in a window: 350,000 a year, and each costs 0.4 s of a core
MAX_ATTEMPTS_PER_ADDRESS = 20


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count an attempt. Returns 0 if it is allowed, else the seconds until the next attempt is allowed."""
    window, seconds_passed = divmod(int(time.time()), WINDOW_SECONDS)
    account = hashlib.sha256(name.casefold().encode("utf-8", "replace")).hexdigest()[:32]
    limits = [
        (f"login:address:{client_address(request)}:{window}", MAX_ATTEMPTS_PER_ADDRESS),
        (f"login:account:{account}:{window}", MAX_ATTEMPTS_PER_ACCOUNT),
    ]
    # The address is checked first, and any() stops there: a refused address cannot use up an account's attempts.
    refused = any(count_event(key, seconds=WINDOW_SECONDS) > max_attempts for key, max_attempts in limits)
    return WINDOW_SECONDS - seconds_passed if refused else 0


def client_address(request: HttpRequest) -> str:
    """The client's address. In production nginx sends it in a header, and only nginx reaches the socket."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.PRODUCTION else ""
    return forwarded.strip() or str(request.META.get("REMOTE_ADDR", ""))
