"""Errors with a message for the operator: what is wrong, and what to do."""


class BackupError(Exception):
    """Its message is one line for people, and never holds a secret."""


class NotConfigured(BackupError):
    """No bucket is configured: there is nothing to do. This is not a failure."""


class Busy(BackupError):
    """Another backup or restore is running."""


class BucketError(BackupError):
    """The bucket refused a request, or did not answer."""


class DatabaseError(BackupError):
    """PostgreSQL refused a statement, or did not answer."""


class ProgramFailed(BackupError):
    """A program in a pipeline could not be started, or failed."""


class NotVerified(BackupError):
    """The stored or restored data differs from what was dumped."""
