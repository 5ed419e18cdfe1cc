"""The site's own origin, as the client sees it. Only the host names and ports of the settings are accepted.

The API and the pages of plays build links from the Host header, so Django checks its name, and this module its port.
"""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from config.middleware import GetResponse

DEFAULT_PORTS = {"http": "80", "https": "443"}


def refuse_unknown_port(get_response: GetResponse) -> GetResponse:
    """Answer 400 if the Host header names another port than the site's, as Django does for an unknown name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        host = request.get_host()
        _, port = split_domain_port(host)
        if port and port not in _site_ports(request):
            raise DisallowedHost(
                f"Invalid HTTP_HOST header: {host!r}. Add it to ALLOWED_HOSTS if the site has this port."
            )
        return get_response(request)

    return middleware


def site_origin(request: HttpRequest, scheme: str = "") -> str:
    """The origin of the site's pages: `https://toponaut.example`, with the port if it is not the scheme's default.

    `scheme`: if it is another one than the request's.
    """
    scheme = scheme or request.scheme or "http"
    return f"{scheme}://{request.get_host().lower().removesuffix(':' + DEFAULT_PORTS[scheme])}"


def _site_ports(request: HttpRequest) -> set[str]:
    """The ports that the Host header may name. Without PUBLISHED_PORT, as on a laptop, the server's own port counts."""
    own_port = str(settings.PUBLISHED_PORT or request.META.get("SERVER_PORT", ""))
    return {own_port, DEFAULT_PORTS[request.scheme or "http"], *settings.ALLOWED_PORTS}
