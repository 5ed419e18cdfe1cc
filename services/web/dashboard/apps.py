from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """The operators' pages under /dashboard/, with their accounts and their login."""

    name = "dashboard"
