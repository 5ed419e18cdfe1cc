from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Errors of browsers, and states that should not happen: into files, not tables. It has no models."""

    name = "reports"

    def ready(self) -> None:
        from config.unexpected_errors import register_recorder
        from reports.impossible import impossible

        register_recorder(impossible)
