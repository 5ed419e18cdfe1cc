"""What may go wrong, each with a message for the operator: what was wrong, and what to do."""


class MonitorError(Exception):
    """One line for people. It never holds a secret."""


class Busy(MonitorError):
    """The same job is at work already."""


class Unconfigured(MonitorError):
    """No SMS can be sent: nobody said how, and nothing is wrong."""


class NotSent(MonitorError):
    """An SMS did not go out."""
