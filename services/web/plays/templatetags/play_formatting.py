"""Template filters for numbers and times. Django's own `intcomma` takes 20 µs a number, and a page has hundreds."""

from django import template

from plays.pages import formatting

register = template.Library()

register.filter("percent", formatting.percent)
register.filter("population_text", formatting.population_text)
register.filter("duration", formatting.duration)
register.filter("title_in_sentence", formatting.title_in_sentence)


@register.filter
def thousands(n: int) -> str:
    """717273 gives "717,273"."""
    return f"{n:,}"


@register.filter
def plural(n: int, nouns: str) -> str:
    """1 and "place,places" gives "1 place"."""
    one, many = nouns.split(",")
    return formatting.plural(n, one, many)
