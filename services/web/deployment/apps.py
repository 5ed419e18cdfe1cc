from django.apps import AppConfig


class DeploymentConfig(AppConfig):
    """What a release needs from the site: cutover, rollback check, publishing, and their commands. It has no models."""

    name = "deployment"
