"""How the status page writes addresses, times and shares."""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit


def address_of(url: str) -> str:
    """Host and path, like toponaut.example/readyz. A query or a password in the URL is nobody's business."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{host}{parts.path}".rstrip("/")


def site_of(url: str) -> str:
    """The home page of the address's site."""
    return f"{urlsplit(url).scheme}://{address_of(url).partition('/')[0]}/"


def percent(checks: int, failed: int) -> float | None:
    """The share of checks that succeeded, rounded down: 100 only if all have. None without checks."""
    return (checks - failed) * 10_000 // checks / 100 if checks else None


def percent_text(checks: int, failed: int) -> str:
    share = percent(checks, failed)
    return "–" if share is None else f"{share:.2f} %".replace("100.00", "100")


def day_text(day: date) -> str:
    return f"{day:%-d %B %Y}"


def time_text(at: datetime) -> str:
    return f"{day_text(at.astimezone(UTC).date())}, {at.astimezone(UTC):%H:%M}"


def span_text(began: datetime, ended: datetime | None) -> str:
    """The day is named once if both times are in it."""
    if ended is None:
        return f"since {time_text(began)}"
    end = f"{ended:%H:%M}" if began.date() == ended.date() else time_text(ended)
    return f"{time_text(began)} – {end}"


def count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
