"""Footers and the pages of outages lead to the status page, if STATUS_URL names one."""

from http import HTTPStatus

import pytest
from django.template.loader import render_to_string
from pytest_django import Settings

from config.temporary_errors import TemporaryError
from deployment.nginx_errors import NGINX_ERRORS

STATUS_URL = "https://status.example/?a=1&b=2"
LINK = '<a href="https://status.example/?a=1&amp;b=2">Status of this site</a>'
BUSY = TemporaryError("busy", "The server is busy.", 2)
PAGES: dict[str, dict[str, object]] = {
    "500.html": {},
    "503.html": {"error": BUSY},
    "nginx/error.html": {"error": NGINX_ERRORS[HTTPStatus.SERVICE_UNAVAILABLE]},
    "plays/credits.html": {},
}


@pytest.mark.parametrize("template", PAGES)
def test_page_leads_to_the_status_page(settings: Settings, template: str) -> None:
    settings.STATUS_URL = STATUS_URL
    assert LINK in render_to_string(template, PAGES[template])


@pytest.mark.parametrize("template", PAGES)
def test_without_a_status_page_there_is_no_link(settings: Settings, template: str) -> None:
    settings.STATUS_URL = ""
    assert "Status of this site" not in render_to_string(template, PAGES[template])


def test_errors_of_a_request_do_not_lead_to_the_status_page(settings: Settings) -> None:
    settings.STATUS_URL = STATUS_URL
    pages = {status: render_to_string("nginx/error.html", {"error": error}) for status, error in NGINX_ERRORS.items()}
    assert [int(status) for status, page in pages.items() if LINK in page] == [503]
