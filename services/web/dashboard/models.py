"""What an operator's login needs beside Django's account: a second factor, known networks, and counted attempts."""

from django.conf import settings
from django.db import models

MAX_SOURCE_CHARS = 64
MAX_ACCOUNT_CHARS = 150  # as many as the column of Django's user names has


class SecondFactor(models.Model):
    """The secret of an operator's one-time codes. An operator without one signs in with the password alone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)  # base 32, as authenticator apps expect it
    # The time step of the last accepted code, so that no code works twice
    last_step = models.BigIntegerField(default=0, db_default=0)


class KnownNetwork(models.Model):
    """A network from which an operator has signed in.

    No foreign key: a release before this table could not delete an operator, because it would not delete these rows.
    """

    account = models.CharField(max_length=MAX_ACCOUNT_CHARS)  # as in SignInAttempt
    network = models.CharField(max_length=MAX_SOURCE_CHARS)
    until = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "network"], name="one_row_per_known_network"),)


class SignInAttempt(models.Model):
    """An attempt to sign in that was allowed, right or wrong. Attempts of earlier windows are deleted."""

    window = models.BigIntegerField()  # windows since 1970
    source = models.CharField(max_length=MAX_SOURCE_CHARS)  # a network, or a known device
    account = models.CharField(max_length=MAX_ACCOUNT_CHARS)  # the name that was tried, in lower case
