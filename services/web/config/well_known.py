"""What browsers, search engines and security researchers ask every site for, at well-known URLs."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

CACHE_SECONDS = 3600  # in browsers and proxies
SECURITY_TXT_DAYS = 180  # RFC 9116 recommends less than a year

publicly_cached = cache_control(public=True, max_age=CACHE_SECONDS)


def security_contact() -> str:
    """SECURITY_CONTACT as an address that programs understand: https:… or mailto:…; empty if it is not set."""
    contact = settings.SECURITY_CONTACT
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


@require_safe
@publicly_cached
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Saved plays are not disallowed: their pages say that they must not be listed, and a crawler has to read that."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    return _text(f"User-agent: *\nDisallow: /api/\nDisallow: /dashboard/\n\nSitemap: {sitemap}\n")


@require_safe
@publicly_cached
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without SECURITY_CONTACT there is nobody to name, so 404."""
    contact = security_contact()
    if not contact:
        raise Http404("SECURITY_CONTACT is not set.")
    expires = datetime.now(UTC).replace(hour=0, minute=0, second=0) + timedelta(days=SECURITY_TXT_DAYS)
    canonical = request.build_absolute_uri(request.path)
    return _text(
        f"Contact: {contact}\nExpires: {expires:%Y-%m-%dT%H:%M:%SZ}\nPreferred-Languages: en\nCanonical: {canonical}\n"
    )


@require_safe
@publicly_cached
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, for the home screens of phones. Not a static file: the icons' names have hashes."""
    icons = [
        {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png"},
    ]
    colours = {"background_color": "#f7f1e4", "theme_color": "#f7f1e4"}  # the paper of palette.css
    body = {"name": "Toponaut", "start_url": "/", "display": "minimal-ui", **colours, "icons": icons}
    return JsonResponse(body, content_type="application/manifest+json")


@require_safe
@publicly_cached
def icon(request: HttpRequest, file: str) -> HttpResponse:
    """Redirects a conventional icon URL (such as /favicon.ico) to the icon, for clients that do not parse HTML."""
    return redirect(static(file))


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")
