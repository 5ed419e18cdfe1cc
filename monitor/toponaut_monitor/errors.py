"""Errors with a message for the operator: what is wrong, and what to do."""


class MonitorError(Exception):
    """Its message is one line for people, and never holds a secret."""


class Busy(MonitorError):
    """The same job is already running."""


class NotConfigured(MonitorError):
    """No SMS is configured, so none can be sent. This is not a failure."""


class SmsNotSent(MonitorError):
    """An SMS could not be sent, or was not delivered."""
