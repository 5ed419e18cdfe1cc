import pytest
from django.test import RequestFactory
from pytest_django import Settings

from config.client_address import client_network

FORGED = {"X-Forwarded-For": "198.51.100.1"}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_ipv6_counts_by_its_network_of_64_bits(address: str, network: str) -> None:
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == network


def test_the_header_counts_only_in_production_where_nginx_sets_it(settings: Settings) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", headers=FORGED)
    assert client_network(request) == "203.0.113.9"
    settings.PRODUCTION = True
    assert client_network(request) == "198.51.100.1"
