"""A stored backup is verified again, which leaves no database behind."""

from datetime import UTC, datetime, timedelta

import pytest

from toponaut_backup.errors import VerificationFailed
from toponaut_backup.psql import Session
from toponaut_backup.settings import BackupSettings
from toponaut_backup.take_backup import take_backup
from toponaut_backup.tests.conftest import DATABASE, database_names, flip_bit
from toponaut_backup.verify_backup import verify

pytestmark = [pytest.mark.s3, pytest.mark.postgresql]

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def test_stored_backup_is_verified_again(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    assert verify(settings, manifest.name, at=LATER) == manifest
    assert database_names(admin) == [DATABASE]


def test_damaged_archive_is_not_verified(settings: BackupSettings, admin: Session) -> None:
    manifest = take_backup(settings, "daily", at=AT)
    flip_bit(settings, manifest.archive)
    with pytest.raises(VerificationFailed, match="damaged"):
        verify(settings, "latest", at=LATER)
    assert database_names(admin) == [DATABASE]
