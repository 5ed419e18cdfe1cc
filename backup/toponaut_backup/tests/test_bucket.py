"""Uploads to the bucket, aborted uploads, and errors that the operator can understand."""

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tests import fake_s3
from tests.unreliable_proxy import free_port, unreliable_proxy
from toponaut_backup.backup_names import BackupName
from toponaut_backup.bucket import Bucket
from toponaut_backup.errors import BucketError, ObjectLocked
from toponaut_backup.multipart_upload import PART_BYTES, MultipartUpload, abort_abandoned_uploads, check_upload
from toponaut_backup.tests.conftest import settings_for

pytestmark = pytest.mark.s3

NOW = datetime.now(UTC)
# moto, the fake S3 server, reports 10 November 2010 as the start time of every upload.
LESS_THAN_A_DAY_AFTER = datetime(2010, 11, 11, tzinfo=UTC)
KEY = BackupName("production", NOW.replace(microsecond=0), "daily").archive_key(encrypted=False)
CONTENT = bytes(range(256)) * (2 * PART_BYTES // 256) + b"the rest"  # two whole parts and a short one


def stream(content: bytes = CONTENT) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(content))


@pytest.fixture
def bucket(s3_port: int, tmp_path: Path) -> Bucket:
    return Bucket(settings_for(tmp_path, s3_port))


def test_uploaded_archive_is_read_back_unchanged(bucket: Bucket, s3_port: int) -> None:
    with MultipartUpload(bucket, KEY) as upload:
        upload.write_from(stream())
        assert fake_s3.object_keys(s3_port) == []  # the upload is not complete yet
        upload.complete()
    assert upload.digest == bucket.read_digest(KEY)
    assert (upload.digest.size, upload.digest.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert bucket.sizes("production") == {KEY: len(CONTENT)}
    assert bucket.sizes("staging") == {}


def test_upload_without_complete_leaves_nothing(bucket: Bucket, s3_port: int) -> None:
    with MultipartUpload(bucket, KEY) as upload:
        upload.write_from(stream())
        assert fake_s3.unfinished_uploads(s3_port) == [KEY]
    assert (fake_s3.object_keys(s3_port), fake_s3.unfinished_uploads(s3_port)) == ([], [])


def test_empty_archive_is_refused(bucket: Bucket, s3_port: int) -> None:
    with MultipartUpload(bucket, KEY) as upload:
        upload.write_from(stream(b""))
        with pytest.raises(BucketError):
            upload.complete()
    assert (fake_s3.object_keys(s3_port), fake_s3.unfinished_uploads(s3_port)) == ([], [])


def test_upload_over_broken_connection_is_aborted_by_a_later_job(bucket: Bucket, s3_port: int, tmp_path: Path) -> None:
    with unreliable_proxy(s3_port, max_bytes=PART_BYTES + PART_BYTES // 2) as proxy_port:
        behind_proxy = Bucket(settings_for(tmp_path, proxy_port))
        with pytest.raises(BucketError, match="does not answer"), MultipartUpload(behind_proxy, KEY) as upload:
            upload.write_from(stream())
    assert fake_s3.object_keys(s3_port) == []
    assert fake_s3.unfinished_uploads(s3_port) == [KEY]  # not aborted, because the connection is broken
    abort_abandoned_uploads(bucket, "production", LESS_THAN_A_DAY_AFTER)
    assert fake_s3.unfinished_uploads(s3_port) == [KEY]  # less than a day old: a job may still be working on it
    abort_abandoned_uploads(bucket, "production", NOW)
    assert fake_s3.unfinished_uploads(s3_port) == []


def test_unfinished_upload_of_another_program_is_not_aborted(bucket: Bucket, s3_port: int) -> None:
    with MultipartUpload(bucket, "production/film.mp4"):
        abort_abandoned_uploads(bucket, "production", NOW)
        assert fake_s3.unfinished_uploads(s3_port) == ["production/film.mp4"]


def test_wrong_credentials_are_explained(tmp_path: Path) -> None:
    with fake_s3.s3_server(refuse_credentials=True) as s3_port, pytest.raises(BucketError) as refused:
        Bucket(settings_for(tmp_path, s3_port)).sizes("production")
    assert "refuses the access key" in str(refused.value)
    assert "s3_access_key" in str(refused.value)
    assert "a-test-key" not in str(refused.value)


def test_missing_bucket_is_explained(s3_port: int, tmp_path: Path) -> None:
    missing = Bucket(settings_for(tmp_path, s3_port, BACKUP_BUCKET="elsewhere"))
    with pytest.raises(BucketError, match=r"there is no bucket elsewhere at http://127.0.0.1:\d+: create it"):
        missing.sizes("production")


def test_unreachable_server_is_explained(tmp_path: Path) -> None:
    with pytest.raises(BucketError, match="does not answer"):
        Bucket(settings_for(tmp_path, free_port())).sizes("production")


@pytest.fixture(scope="module")
def locked_port() -> Iterator[int]:
    with fake_s3.s3_server() as port:
        fake_s3.create_locked_bucket(port)
        yield port


@pytest.fixture
def locked(locked_port: int, tmp_path: Path) -> Bucket:
    """A bucket with Object Lock. Its objects cannot be deleted."""
    return Bucket(settings_for(tmp_path, locked_port, BACKUP_BUCKET=fake_s3.LOCKED_BUCKET))


def test_locked_bucket_accepts_uploads_and_small_objects(locked: Bucket) -> None:
    check_upload(locked, KEY)
    with MultipartUpload(locked, KEY) as upload:
        upload.write_from(stream())
        upload.complete()
    locked.write("production/small.json", b"{}")
    assert (upload.digest, locked.read("production/small.json")) == (locked.read_digest(KEY), b"{}")


def test_locked_bucket_refuses_uploads_without_a_checksum(locked: Bucket) -> None:
    """Proves the premise of the previous test: like AWS, the fake server refuses uploads without a checksum."""
    upload = locked.client.create_multipart_upload(Bucket=locked.name, Key=KEY)
    with (
        pytest.raises(BucketError, match=r"refuses UploadPart \(InvalidRequest\): Content-MD5"),
        locked.explained_errors(),
    ):
        locked.client.upload_part(Bucket=locked.name, Key=KEY, UploadId=upload["UploadId"], PartNumber=1, Body=b"x")
    with pytest.raises(ClientError):
        locked.client.put_object(Bucket=locked.name, Key=KEY, Body=b"x")


@pytest.mark.parametrize("message", ["Access Denied", "Object is WORM protected and cannot be overwritten"])
def test_refused_deletion_of_a_locked_object_is_distinguished_from_wrong_credentials(
    locked: Bucket, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    """Some providers refuse the deletion. AWS accepts it, and keeps the object as a noncurrent version."""
    locked.write(KEY, b"{}")

    def refuse(**_: object) -> None:
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": message}}, "DeleteObject")

    monkeypatch.setattr(locked.client, "delete_object", refuse)
    with pytest.raises(ObjectLocked, match=f"Object Lock keeps {KEY}"):
        locked.delete(KEY)


def test_refused_deletion_of_another_object_is_about_the_credentials(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "Access Denied"}}, "DeleteObject")

    bucket.write(KEY, b"{}")
    monkeypatch.setattr(bucket.client, "delete_object", refuse)
    with pytest.raises(BucketError, match="refuses the access key") as refused:
        bucket.delete(KEY)
    assert not isinstance(refused.value, ObjectLocked)


def test_check_of_uploads_stores_nothing(bucket: Bucket, s3_port: int) -> None:
    check_upload(bucket, KEY)
    assert (fake_s3.object_keys(s3_port), fake_s3.unfinished_uploads(s3_port)) == ([], [])


def test_wrong_clock_is_an_error(bucket: Bucket) -> None:
    bucket.check_clock(datetime.now(UTC))
    with pytest.raises(BucketError, match="set the clock"):
        bucket.check_clock(datetime.now(UTC) + timedelta(hours=1))
