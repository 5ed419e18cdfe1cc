"""Handles uncaught exceptions: returns the 500 page, and calls the recorders that other apps registered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

Recorder = Callable[..., None]

_recorders: list[Recorder] = []


def register_error_recorder(recorder: Recorder) -> None:
    """Register `recorder(what, method=…, path=…)`. It is called while an exception is handled, and must not raise."""
    if recorder not in _recorders:
        _recorders.append(recorder)


def record_uncaught_exception(what: str, request: HttpRequest) -> None:
    """Call all recorders. Must be called while the exception is being handled."""
    for recorder in _recorders:
        recorder(what, method=request.method, path=request.path)


def server_error_page(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: records the error and shows 500.html."""
    record_uncaught_exception("a page failed", request)
    return server_error(request)
