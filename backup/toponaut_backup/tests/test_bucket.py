"""The bucket: what is sent comes back, what is broken off leaves nothing, and every refusal is in plain words."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import s3
from toponaut_backup.bucket import Bucket
from toponaut_backup.errors import BucketError
from toponaut_backup.names import Name
from toponaut_backup.tests.conftest import settings_for
from toponaut_backup.upload import PART, Upload, abort_abandoned

pytestmark = pytest.mark.s3

NOW = datetime.now(UTC)
LONG_AGO = datetime(2010, 11, 11, tzinfo=UTC)  # the server says of all uploads that they began the day before
KEY = Name("production", NOW.replace(microsecond=0), "daily").archive(encrypted=False)
CONTENT = bytes(range(256)) * (2 * PART // 256) + b"the rest"  # two parts and a bit


def stream(content: bytes = CONTENT) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content))


@pytest.fixture
def bucket(port: int, tmp_path: Path) -> Bucket:
    return Bucket(settings_for(tmp_path, port))


def test_what_is_sent_comes_back(bucket: Bucket, port: int) -> None:
    with Upload(bucket, KEY) as upload:
        upload.write_from(stream())
        assert s3.keys(port) == []  # not before it is complete
        upload.complete()
    assert upload.stored == bucket.read_back(KEY)
    assert (upload.stored.size, upload.stored.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert bucket.sizes("production") == {KEY: len(CONTENT)}
    assert bucket.sizes("staging") == {}


def test_what_is_broken_off_leaves_nothing(bucket: Bucket, port: int) -> None:
    with Upload(bucket, KEY) as upload:
        upload.write_from(stream())
        assert s3.unfinished(port) == [KEY]
    assert (s3.keys(port), s3.unfinished(port)) == ([], [])


def test_an_empty_archive_is_none(bucket: Bucket, port: int) -> None:
    with Upload(bucket, KEY) as upload:
        upload.write_from(stream(b""))
        with pytest.raises(BucketError):
            upload.complete()
    assert (s3.keys(port), s3.unfinished(port)) == ([], [])


def test_a_wire_cut_in_mid_upload(bucket: Bucket, port: int, tmp_path: Path) -> None:
    with s3.wire(port, most=PART + PART // 2) as cut:
        through = Bucket(settings_for(tmp_path, cut))
        with pytest.raises(BucketError, match="does not answer"), Upload(through, KEY) as upload:
            upload.write_from(stream())
    assert s3.keys(port) == []
    assert s3.unfinished(port) == [KEY]  # nobody could take it back
    abort_abandoned(bucket, "production", LONG_AGO)
    assert s3.unfinished(port) == [KEY]  # it may still be somebody's
    abort_abandoned(bucket, "production", NOW)
    assert s3.unfinished(port) == []


def test_an_unfinished_upload_of_somebody_else_stays(bucket: Bucket, port: int) -> None:
    with Upload(bucket, "production/film.mp4"):
        abort_abandoned(bucket, "production", NOW)
        assert s3.unfinished(port) == ["production/film.mp4"]


def test_wrong_keys(tmp_path: Path) -> None:
    with s3.s3_server(checks_keys=True) as port, pytest.raises(BucketError) as refused:
        Bucket(settings_for(tmp_path, port)).sizes("production")
    assert "refuses the keys" in str(refused.value)
    assert "s3_access_key" in str(refused.value)
    assert "key-of-nobody" not in str(refused.value)


def test_no_such_bucket(port: int, tmp_path: Path) -> None:
    gone = Bucket(settings_for(tmp_path, port, BACKUP_BUCKET="elsewhere"))
    with pytest.raises(BucketError, match=r"there is no bucket elsewhere at http://127.0.0.1:\d+: make it"):
        gone.sizes("production")


def test_nobody_there(tmp_path: Path) -> None:
    with pytest.raises(BucketError, match="does not answer"):
        Bucket(settings_for(tmp_path, s3.free_port())).sizes("production")


def test_a_clock_that_is_wrong_is_seen(bucket: Bucket) -> None:
    bucket.check_clock(datetime.now(UTC))
    with pytest.raises(BucketError, match="set the clock"):
        bucket.check_clock(datetime.now(UTC) + timedelta(hours=1))
