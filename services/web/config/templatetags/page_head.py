"""Template tags for the <head> of every page."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def release() -> str:
    """The release that rendered the page. The page names it in its error reports."""
    return settings.RELEASE


@register.simple_tag
def visit_counter_script() -> SafeString | str:
    """The script that lets GoatCounter count the visit; empty without GOATCOUNTER_URL."""
    if not settings.GOATCOUNTER_URL:
        return ""
    return format_html(
        '<script src="{}" data-counter="{}" defer></script>', static("visits.js"), settings.GOATCOUNTER_URL
    )
