from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Records errors of browsers and states that should not happen, in files. It has no models."""

    name = "reports"

    def ready(self) -> None:
        from config.unexpected_errors import register_recorder
        from reports.impossible_states import report_impossible_state

        register_recorder(report_impossible_state)
