from django.apps import AppConfig


class DeploymentConfig(AppConfig):
    """Management commands and code for deployments: cutover, rollback check, publishing. It has no models."""

    name = "deployment"
