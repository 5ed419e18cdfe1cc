"""The template tag for a link to the status page."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def status_link() -> SafeString | str:
    """Empty without STATUS_URL."""
    if not settings.STATUS_URL:
        return ""
    return format_html('<a href="{}">Status of this site</a>', settings.STATUS_URL)
