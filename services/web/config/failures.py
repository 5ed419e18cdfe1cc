"""An exception that nobody caught: the page that says so, and a line among the states that should not happen."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

from reports.impossible import impossible


def page(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`, called while the exception is being handled."""
    impossible("a page failed", method=request.method, path=request.path)
    return server_error(request)
