"""Numbers in templates. Django's own filter for them takes 20 µs a number, and a page has hundreds."""

from django import template

from plays import figures

register = template.Library()

register.filter("percent", figures.percent)
register.filter("people", figures.people)
register.filter("duration", figures.duration)
register.filter("within", figures.within)


@register.filter
def figure(n: int) -> str:
    """717273 gives "717,273"."""
    return f"{n:,}"


@register.filter
def plural(n: int, nouns: str) -> str:
    """1 and "place,places" gives "1 place"."""
    one, many = nouns.split(",")
    return figures.plural(n, one, many)
