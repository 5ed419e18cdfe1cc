"""Errors of backups, with a message for the operator: what is wrong, and what to do."""

from toponaut_sidecar.errors import SidecarError


class BucketError(SidecarError):
    """The bucket refused a request, or did not answer."""


class ObjectLocked(BucketError):
    """The bucket's Object Lock keeps the object, so it cannot be deleted yet."""


class DatabaseError(SidecarError):
    """PostgreSQL refused a statement, or did not answer."""


class ProgramFailed(SidecarError):
    """A program in a pipeline could not be started, or failed."""


class VerificationFailed(SidecarError):
    """A backup could not be verified, or its stored or restored data differs from the dump."""
