"""System checks: settings that contradict each other. Run by manage.py and, through wsgi.py, by gunicorn."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32  # characters: what signs must not be guessed offline
SHORTEST_PASSWORD = 24  # characters: a database can be asked over the network only, and slowly
FEWEST_DIFFERENT = 10  # characters: a random secret has more, "change-me" ten times over has 8
EXAMPLES = ("change-me", "changeme", "example", "insecure", "password", "secret")
LOCAL_HOSTS = {"", "localhost", "127.0.0.1", "::1"}

Apps = Sequence[AppConfig] | None


def guessable(secret: str, shortest: int) -> bool:
    """Whether a secret is missing, too short, or one that everybody has read somewhere."""
    known = any(word in secret.lower() for word in EXAMPLES)
    return len(secret) < shortest or len(set(secret)) < FEWEST_DIFFERENT or known


@register("toponaut")
def secret_key(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E001: production without a real SECRET_KEY."""
    if settings.PRODUCTION and guessable(settings.SECRET_KEY, SHORTEST_SECRET):
        wrong = "SECRET_KEY is missing, too short, or an example."
        yield Error(wrong, hint=_make("SECRET_KEY"), id="toponaut.E001")


@register("toponaut")
def database_password(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E004: production's PostgreSQL open to whoever reaches it over the network."""
    database = settings.DATABASES["default"]
    over_network = database["ENGINE"].endswith("postgresql") and _on_another_machine(database.get("HOST", ""))
    if settings.PRODUCTION and over_network and guessable(database.get("PASSWORD", ""), SHORTEST_PASSWORD):
        wrong = "The database's password is missing, too short, or an example."
        yield Error(wrong, hint=_make("DATABASE_PASSWORD"), id="toponaut.E004")


def _make(secret: str) -> str:
    return f"`make secrets` makes a good one; name its file in {secret}_FILE."


def _on_another_machine(host: str) -> bool:
    return host not in LOCAL_HOSTS and not host.startswith("/")


@register("toponaut")
def allowed_hosts(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E002: production that would refuse every visitor."""
    if settings.PRODUCTION and not settings.ALLOWED_HOSTS:
        hint = "Set ALLOWED_HOSTS to the site's domain names, separated by commas."
        yield Error("ALLOWED_HOSTS is empty: every request would get 400.", hint=hint, id="toponaut.E002")


@register("toponaut")
def debug_far_from_home(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E003: developer mode, which shows settings to visitors, on another machine's database."""
    host = settings.DATABASES["default"].get("HOST", "")
    if settings.DEBUG and _on_another_machine(host):
        wrong = f"TOPONAUT_ENV=development with a database on another machine ({host})."
        hint = "Set TOPONAUT_ENV=production there, or leave DATABASE_URL empty here."
        yield Error(wrong, hint=hint, id="toponaut.E003")


@register("toponaut")
def frontend_built(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """W001: pages would load without their scripts and styles."""
    if not settings.PRODUCTION and not Path(settings.FRONTEND_DIST).is_dir():
        hint = "Run `make run` once, or `npm run build` in services/web/frontend."
        yield Warning("The frontend is not built.", hint=hint, id="toponaut.W001")


def run_startup_checks() -> None:
    """Stop a server that would start misconfigured: gunicorn runs no system checks of its own."""
    errors = [message for message in run_checks(tags=["toponaut"]) if message.is_serious()]
    if errors:
        raise ImproperlyConfigured(" ".join(f"{error.id}: {error.msg} {error.hint}" for error in errors))
