"""Sources from which an operator has signed in: networks, and devices. There others' attempts lock no operator out.

A network is a row in the database. A device has a signed cookie, which is valid for one account.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from config.client_address import client_network
from dashboard.models import MAX_ACCOUNT_CHARS, MAX_SOURCE_CHARS, KnownNetwork

KNOWN_SECONDS = 90 * 24 * 3600  # after the last sign-in
DEVICE_COOKIE = "operator_device"
_DEVICE_PREFIX = "device-"  # no network begins with it


def network_of(request: HttpRequest) -> str:
    return client_network(request)[:MAX_SOURCE_CHARS]


def account_of(name: str) -> str:
    """What attempts with this name count for. A form may hold any text, and PostgreSQL accepts no NUL."""
    return name.casefold().replace("\0", "\N{REPLACEMENT CHARACTER}")[:MAX_ACCOUNT_CHARS]


def known_device(request: HttpRequest, account: str) -> str:
    """The device, if the account has signed in on it; else empty."""
    device = request.get_signed_cookie(DEVICE_COOKIE, default="", salt=_salt(account), max_age=KNOWN_SECONDS)
    return device or ""


def is_device(source: str) -> bool:
    return source.startswith(_DEVICE_PREFIX)


def is_known_network(network: str, account: str) -> bool:
    return KnownNetwork.objects.filter(network=network, account=account, until__gt=timezone.now()).exists()


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """The operator has signed in from this network, on this device."""
    account, now = account_of(name), timezone.now()
    KnownNetwork.objects.filter(until__lt=now).delete()
    until = now + timedelta(seconds=KNOWN_SECONDS)
    KnownNetwork.objects.update_or_create(account=account, network=network_of(request), defaults={"until": until})
    device = known_device(request, account) or f"{_DEVICE_PREFIX}{get_random_string(16)}"
    response.set_signed_cookie(
        DEVICE_COOKIE,
        device,
        salt=_salt(account),
        max_age=KNOWN_SECONDS,
        path="/dashboard/",
        httponly=True,
        samesite="Strict",
    )


def forget_networks(name: str) -> None:
    """Every network is new to the operator again."""
    KnownNetwork.objects.filter(account=account_of(name)).delete()


def _salt(account: str) -> str:
    return f"{__name__}:{account}"
