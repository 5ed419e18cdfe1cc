"""What every page's head needs to know of the site."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def release() -> str:
    """The release that the page is of, for the errors it may report."""
    return settings.RELEASE


@register.simple_tag
def visits() -> SafeString | str:
    """The script that has GoatCounter count the visit, where there is one."""
    if not settings.GOATCOUNTER_URL:
        return ""
    return format_html(
        '<script src="{}" data-counter="{}" defer></script>', static("visits.js"), settings.GOATCOUNTER_URL
    )
