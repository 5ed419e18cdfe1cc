"""Errors of the monitor, with a message for the operator: what is wrong, and what to do."""

from toponaut_sidecar.errors import SidecarError


class SmsNotSent(SidecarError):
    """An SMS could not be sent, or it was not delivered."""
