"""Errors of the monitor, with a message for the operator: what is wrong, and what to do."""

from toponaut_sidecar.errors import SidecarError


class NotSent(SidecarError):
    """A message could not be sent by a channel, or it was not delivered."""


class ChannelFailed(SidecarError):
    """`monitor check`: a channel did not accept the test message."""

    exit_status = 6


class ProblemsFound(SidecarError):
    """`monitor check`: there is a problem now."""

    exit_status = 5
