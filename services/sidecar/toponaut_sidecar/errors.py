"""Errors with a message for the operator: what is wrong, and what to do."""


class SidecarError(Exception):
    """An error whose message is one line for people, and never holds a secret."""

    exit_status = 1  # of the command that ends with this error


class Busy(SidecarError):
    """Another job is running, and only one may run at a time."""

    exit_status = 3


class NotConfigured(SidecarError):
    """Nothing is configured for this job, so there is nothing to do. This is not a failure."""

    exit_status = 4


class InvalidSettings(SidecarError):
    """A variable or a secret cannot be used."""
