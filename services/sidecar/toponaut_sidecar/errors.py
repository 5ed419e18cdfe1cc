"""Errors with a message for the operator: what is wrong, and what to do."""


class SidecarError(Exception):
    """An error whose message is one line for people, and never holds a secret."""


class Busy(SidecarError):
    """Another job is running, and only one may run at a time."""


class NotConfigured(SidecarError):
    """Nothing is configured for this job, so there is nothing to do. This is not a failure."""


class InvalidSettings(SidecarError):
    """A variable or a secret cannot be used."""
