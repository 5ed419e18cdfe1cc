from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Records errors of browsers and states that should not happen, in files. It has no models."""

    name = "reports"

    def ready(self) -> None:
        from config.uncaught_exceptions import register_error_recorder
        from reports.impossible_states import report_impossible_state

        register_error_recorder(report_impossible_state)
