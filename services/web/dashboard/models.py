from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    """What an operator's telephone makes one-time codes from. Who has none signs in with the password alone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)  # base 32, as telephones take it
    last_step = models.BigIntegerField(default=0, db_default=0)  # of the last code that was taken: each counts once
