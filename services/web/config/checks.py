"""System checks for settings that contradict each other. Run by manage.py, and by gunicorn through wsgi.py."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

# Lengths in characters
MIN_SECRET_KEY_LENGTH = 32  # with one signed value keys can be tried offline, so the key must be long
MIN_PASSWORD_LENGTH = 24  # guesses of a database password have to be sent over the network, which is slow
MIN_DISTINCT_CHARACTERS = 10  # a random secret has more; "change-me" ten times over has 8
EXAMPLE_WORDS = ("change-me", "changeme", "example", "insecure", "password", "secret")
LOCAL_HOSTS = {"", "localhost", "127.0.0.1", "::1"}

Apps = Sequence[AppConfig] | None


def is_guessable(secret: str, *, min_length: int) -> bool:
    """Whether a secret is missing, too short, too uniform, or contains a word from a well-known example."""
    is_example = any(word in secret.lower() for word in EXAMPLE_WORDS)
    return len(secret) < min_length or len(set(secret)) < MIN_DISTINCT_CHARACTERS or is_example


@register("toponaut")
def check_secret_key(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E001: production without a real SECRET_KEY."""
    if settings.PRODUCTION and is_guessable(settings.SECRET_KEY, min_length=MIN_SECRET_KEY_LENGTH):
        message = "SECRET_KEY is missing, too short, or an example."
        yield Error(message, hint=_secret_hint("SECRET_KEY"), id="toponaut.E001")


@register("toponaut")
def check_database_password(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E004: production's PostgreSQL is reached over the network with a guessable password."""
    database = settings.DATABASES["default"]
    over_network = database["ENGINE"].endswith("postgresql") and _is_on_another_machine(database.get("HOST", ""))
    if not (settings.PRODUCTION and over_network):
        return
    if is_guessable(database.get("PASSWORD", ""), min_length=MIN_PASSWORD_LENGTH):
        message = "The database's password is missing, too short, or an example."
        yield Error(message, hint=_secret_hint("DATABASE_PASSWORD"), id="toponaut.E004")


def _secret_hint(variable: str) -> str:
    return f"`make secrets` makes a good one; name its file in {variable}_FILE."


def _is_on_another_machine(host: str) -> bool:
    return host not in LOCAL_HOSTS and not host.startswith("/")


@register("toponaut")
def check_allowed_hosts(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E002: production that would refuse every visitor."""
    if settings.PRODUCTION and not settings.ALLOWED_HOSTS:
        hint = "Set ALLOWED_HOSTS to the site's domain names, separated by commas."
        yield Error("ALLOWED_HOSTS is empty: every request would get 400.", hint=hint, id="toponaut.E002")


@register("toponaut")
def check_debug_with_remote_database(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """E003: developer mode, which shows settings to visitors, with a database on another machine."""
    host = settings.DATABASES["default"].get("HOST", "")
    if settings.DEBUG and _is_on_another_machine(host):
        message = f"TOPONAUT_ENV=development with a database on another machine ({host})."
        hint = "Set TOPONAUT_ENV=production there, or leave DATABASE_URL empty here."
        yield Error(message, hint=hint, id="toponaut.E003")


@register("toponaut")
def check_frontend_is_built(app_configs: Apps, **_: Any) -> Iterable[CheckMessage]:
    """W001: pages would load without their scripts and styles."""
    if not settings.PRODUCTION and not Path(settings.FRONTEND_DIST).is_dir():
        hint = "Run `make run` once, or `npm run build` in services/web/frontend."
        yield Warning("The frontend is not built.", hint=hint, id="toponaut.W001")


def run_startup_checks() -> None:
    """Stop a misconfigured server. gunicorn does not run system checks by itself, so wsgi.py calls this."""
    errors = [message for message in run_checks(tags=["toponaut"]) if message.is_serious()]
    if errors:
        raise ImproperlyConfigured(" ".join(f"{error.id}: {error.msg} {error.hint}" for error in errors))
