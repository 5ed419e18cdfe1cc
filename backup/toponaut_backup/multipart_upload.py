"""Upload of an archive to the bucket in parts, one at a time, so that memory does not grow with the archive.

The object appears in the bucket only after `complete`. If the upload ends before that, it is aborted.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from io import BufferedReader, BytesIO
from typing import IO, TYPE_CHECKING, Self, cast

from toponaut_backup.backup_names import name_from_key
from toponaut_backup.bucket import ArchiveDigest, Bucket, content_md5
from toponaut_backup.errors import BucketError

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART_BYTES = 5 * 2**20  # the smallest part that S3 accepts; S3 accepts 10,000 parts, so an archive may have 50 GB
ABANDONED_AFTER = timedelta(days=1)  # no job takes that long, so no job still works on an older upload


class MultipartUpload:
    """`with MultipartUpload(…) as upload`: call `complete` in the block, or the upload is aborted at its end."""

    def __init__(self, bucket: Bucket, key: str) -> None:
        self.bucket, self.key = bucket, key
        self._parts: list[CompletedPartTypeDef] = []
        self._size, self._sha256 = 0, hashlib.sha256()
        self._open = False

    def __enter__(self) -> Self:
        with self.bucket.explained_errors():
            response = self.bucket.client.create_multipart_upload(Bucket=self.bucket.name, Key=self.key)
        self._id, self._open = response["UploadId"], True
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            with suppress(BucketError):  # the first error says more; a later job tries again to abort it
                abort_upload(self.bucket, self.key, self._id)

    @property
    def digest(self) -> ArchiveDigest:
        """Size and checksum of the bytes that were sent so far."""
        return ArchiveDigest(self._size, self._sha256.hexdigest())

    def write_from(self, stream: IO[bytes]) -> None:
        """Upload the whole stream. If it is empty, `complete` will fail, because S3 refuses an upload without parts."""
        for _ in self.sent_parts(stream):
            pass

    def sent_parts(self, stream: IO[bytes]) -> Iterator[int]:
        """Upload the whole stream; yields the number of each part when it was sent."""
        buffer = bytearray(PART_BYTES)  # reused for all parts: each copy would take another 5 MB
        while filled := cast("BufferedReader", stream).readinto(buffer):
            del buffer[filled:]  # shortens the buffer for the last part only
            self._send_part(cast("bytes", buffer))
            yield len(self._parts)

    def _send_part(self, part: bytes) -> None:
        number = len(self._parts) + 1
        with self.bucket.explained_errors():
            response = self.bucket.client.upload_part(
                Bucket=self.bucket.name,
                Key=self.key,
                UploadId=self._id,
                PartNumber=number,
                Body=part,
                ContentMD5=content_md5(part),
            )
        self._parts.append({"PartNumber": number, "ETag": response["ETag"]})
        self._size += len(part)
        self._sha256.update(part)

    def complete(self) -> None:
        """Make the object appear in the bucket."""
        with self.bucket.explained_errors():
            self.bucket.client.complete_multipart_upload(
                Bucket=self.bucket.name, Key=self.key, UploadId=self._id, MultipartUpload={"Parts": self._parts}
            )
        self._open = False


def check_upload(bucket: Bucket, key: str) -> None:
    """Upload a few bytes and abort, so that nothing is stored. Raises BucketError if the bucket refuses uploads."""
    with MultipartUpload(bucket, key) as upload:
        upload.write_from(BytesIO(b"does this bucket accept uploads?"))


def abort_upload(bucket: Bucket, key: str, upload_id: str) -> None:
    with bucket.explained_errors():
        bucket.client.abort_multipart_upload(Bucket=bucket.name, Key=key, UploadId=upload_id)


def abort_abandoned_uploads(bucket: Bucket, prefix: str, now: datetime) -> None:
    """Abort uploads that killed jobs have left: providers keep their parts forever, and charge for them."""
    with bucket.explained_errors():
        uploads = bucket.client.list_multipart_uploads(Bucket=bucket.name, Prefix=f"{prefix}/").get("Uploads", [])
    for upload in uploads:
        if name_from_key(upload["Key"], prefix) and now - upload["Initiated"] > ABANDONED_AFTER:
            abort_upload(bucket, upload["Key"], upload["UploadId"])
