"""The address of the client, and the network that limits are counted by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64  # bits: the smallest network that a provider gives to a customer, who can use any address in it


def client_address(request: HttpRequest) -> str:
    """The client's address. In production nginx sends it in a header, and only nginx reaches the socket."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.PRODUCTION else ""
    return forwarded.strip() or str(request.META.get("REMOTE_ADDR", ""))


def client_network(request: HttpRequest) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address. Text that is no address is returned as it is."""
    text = client_address(request)
    try:
        address = ip_address(text)
    except ValueError:  # a unix socket has none
        return text
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, IPV6_PREFIX), strict=False))
