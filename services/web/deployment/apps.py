from django.apps import AppConfig


class DeploymentConfig(AppConfig):
    """What a release asks of the site, and the management commands for it. It has no models."""

    name = "deployment"
