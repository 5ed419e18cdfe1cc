"""The second factor of an operator's login; Django has the account and its password."""

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """The secret of an operator's one-time codes. An operator without one signs in with the password alone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)  # base 32, as authenticator apps expect it
    # The time step of the last accepted code, so that no code works twice
    last_step = models.BigIntegerField(default=0, db_default=0)
