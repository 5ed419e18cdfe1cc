from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Registers the system checks. It has no models."""

    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401 - importing registers them
