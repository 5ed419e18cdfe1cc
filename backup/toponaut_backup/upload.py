"""An archive on its way into the bucket: in parts, one at a time, so that memory is bounded whatever its size.

Nothing is to be seen in the bucket until `complete`; what ends without it is taken back.
"""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from io import BufferedReader
from typing import IO, TYPE_CHECKING, Self, cast

from toponaut_backup.bucket import Bucket, Stored
from toponaut_backup.errors import BucketError
from toponaut_backup.names import name_of_key

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART = 5 * 2**20  # bytes: the least that S3 takes, and 10,000 parts of these are 50 GB
ABANDONED = timedelta(days=1)  # after which an unfinished upload is nobody's any more


class Upload:
    """`with Upload(…) as upload`: completed in the block, or aborted at its end."""

    def __init__(self, bucket: Bucket, key: str) -> None:
        self.bucket, self.key = bucket, key
        self._parts: list[CompletedPartTypeDef] = []
        self._size, self._digest = 0, hashlib.sha256()
        self._open = False

    def __enter__(self) -> Self:
        with self.bucket.plainly():
            begun = self.bucket.client.create_multipart_upload(Bucket=self.bucket.name, Key=self.key)
        self._id, self._open = begun["UploadId"], True
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            with suppress(BucketError):  # what went wrong before says more; `abort_abandoned` tries again another day
                abort(self.bucket, self.key, self._id)

    @property
    def stored(self) -> Stored:
        """What was sent."""
        return Stored(self._size, self._digest.hexdigest())

    def write_from(self, stream: IO[bytes]) -> None:
        """Send the stream to its end. An empty one is no archive, and S3 refuses to complete it."""
        # One buffer for all parts, which is never copied: each copy would be 5 MB more.
        buffer = bytearray(PART)
        while filled := cast("BufferedReader", stream).readinto(buffer):
            del buffer[filled:]  # only the last part is shorter
            self._write(cast("bytes", buffer))

    def _write(self, part: bytes) -> None:
        number = len(self._parts) + 1
        with self.bucket.plainly():
            sent = self.bucket.client.upload_part(
                Bucket=self.bucket.name, Key=self.key, UploadId=self._id, PartNumber=number, Body=part
            )
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})
        self._size += len(part)
        self._digest.update(part)

    def complete(self) -> None:
        """Now the archive is there, whole."""
        with self.bucket.plainly():
            self.bucket.client.complete_multipart_upload(
                Bucket=self.bucket.name, Key=self.key, UploadId=self._id, MultipartUpload={"Parts": self._parts}
            )
        self._open = False


def abort(bucket: Bucket, key: str, upload_id: str) -> None:
    with bucket.plainly():
        bucket.client.abort_multipart_upload(Bucket=bucket.name, Key=key, UploadId=upload_id)


def abort_abandoned(bucket: Bucket, prefix: str, now: datetime) -> None:
    """Take back what killed jobs have left: providers keep, and bill, the parts of an unfinished upload for ever."""
    with bucket.plainly():
        found = bucket.client.list_multipart_uploads(Bucket=bucket.name, Prefix=f"{prefix}/").get("Uploads", [])
    for upload in found:
        if name_of_key(upload["Key"], prefix) and now - upload["Initiated"] > ABANDONED:
            abort(bucket, upload["Key"], upload["UploadId"])
