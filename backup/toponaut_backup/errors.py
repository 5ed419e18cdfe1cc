"""What may go wrong, each with a message for the operator: what was wrong, and what to do."""


class BackupError(Exception):
    """One line for people. It never holds a secret."""


class Unconfigured(BackupError):
    """No bucket is named: there is nothing to do, and nothing is wrong."""


class Busy(BackupError):
    """Another backup or restore is at work."""


class BucketError(BackupError):
    """The bucket refused, or did not answer."""


class DatabaseError(BackupError):
    """PostgreSQL refused, or did not answer."""


class ProcessFailed(BackupError):
    """A program of the pipe ended badly."""


class NotVerified(BackupError):
    """What was stored or restored is not what was dumped."""
