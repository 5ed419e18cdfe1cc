"""The bucket, through boto3: the few operations that backups need, with errors that tell the operator what to do."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, HTTPClientError

from toponaut_backup.errors import BucketError, ObjectLocked
from toponaut_backup.settings import BackupSettings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

DOWNLOAD_CHUNK_BYTES = 2**20  # how much of an archive is in memory at once while it is downloaded
MAX_CLOCK_SKEW = timedelta(minutes=10)  # providers refuse requests if the clocks differ by 15 minutes
_LOCK_WORDS = re.compile(r"object ?lock|\bworm\b|retention", re.IGNORECASE)  # in providers' messages
_CREDENTIAL_ERRORS = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "Forbidden", "401", "403"}


@dataclass(frozen=True, slots=True)
class ArchiveDigest:
    """Size and checksum of an archive, computed during its upload or from a download."""

    size: int  # bytes
    sha256: str


class Bucket:
    def __init__(self, settings: BackupSettings) -> None:
        """Raises NotConfigured, or InvalidSettings if the keys are missing."""
        keys = settings.bucket_keys()
        self.name = settings.bucket
        self.location = settings.endpoint or f"the region {settings.region}"
        config = Config(
            connect_timeout=10,
            read_timeout=60,
            retries={"mode": "standard", "total_max_attempts": 3},
            # Some providers do not know the checksums that boto3 would add. We send Content-MD5, which all know, and
            # compare archives by SHA-256.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": "path" if settings.endpoint else "auto"},
        )
        self.client: S3Client = boto3.client(
            "s3",
            endpoint_url=settings.endpoint or None,
            region_name=settings.region,
            aws_access_key_id=keys.access,
            aws_secret_access_key=keys.secret,
            config=config,
        )

    def sizes(self, folder: str) -> dict[str, int]:
        """The size in bytes of every object in a folder, by key."""
        with self.explained_errors():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{folder}/")
            return {item["Key"]: item["Size"] for page in pages for item in page.get("Contents", [])}

    def check_clock(self, now: datetime) -> None:
        """Compare this machine's clock with the bucket server's.

        Raises BucketError if they differ too much: names and ages of backups depend on the clock.
        """
        with self.explained_errors():
            response = self.client.list_objects_v2(Bucket=self.name, MaxKeys=1)
        date = response["ResponseMetadata"]["HTTPHeaders"].get("date")
        if date and abs(now - (theirs := parsedate_to_datetime(date).astimezone(UTC))) > MAX_CLOCK_SKEW:
            raise BucketError(
                f"this machine's clock says {now:%F %T}, the bucket's {theirs:%F %T}: set the clock first."
            )

    def chunks(self, key: str) -> Iterator[bytes]:
        """An object's bytes, in chunks."""
        with self.explained_errors():
            yield from self.client.get_object(Bucket=self.name, Key=key)["Body"].iter_chunks(DOWNLOAD_CHUNK_BYTES)

    def read(self, key: str) -> bytes:
        """The whole of a small object."""
        return b"".join(self.chunks(key))

    def read_digest(self, key: str) -> ArchiveDigest:
        """Download an archive to compute its digest."""
        size, sha256 = 0, hashlib.sha256()
        for chunk in self.chunks(key):
            size += len(chunk)
            sha256.update(chunk)
        return ArchiveDigest(size, sha256.hexdigest())

    def write(self, key: str, content: bytes) -> None:
        """Store a small object."""
        with self.explained_errors():
            self.client.put_object(Bucket=self.name, Key=key, Body=content, ContentMD5=content_md5(content))

    def delete(self, key: str) -> None:
        """Raises ObjectLocked if the bucket's Object Lock keeps the object.

        A bucket with versions, like one of AWS with Object Lock, keeps the object as an old version and raises nothing.
        """
        try:
            with self.explained_errors():
                self.client.delete_object(Bucket=self.name, Key=key)
        except BucketError as error:
            if _LOCK_WORDS.search(str(error)) or self._is_locked(key):
                raise ObjectLocked(f"the bucket's Object Lock keeps {key}.") from error
            raise

    def _is_locked(self, key: str) -> bool:
        try:
            head: Mapping[str, Any] = self.client.head_object(Bucket=self.name, Key=key)
        except (ClientError, BotoCoreError):
            return False
        until = head.get("ObjectLockRetainUntilDate")
        return head.get("ObjectLockLegalHoldStatus") == "ON" or (until is not None and until > datetime.now(UTC))

    @contextmanager
    def explained_errors(self) -> Iterator[None]:
        """Turn boto3's exceptions into BucketError, with a message for the operator."""
        try:
            yield
        except ClientError as error:
            raise BucketError(self._explain(error)) from error
        except (EndpointConnectionError, HTTPClientError) as error:
            raise BucketError(
                f"the bucket's server ({self.location}) does not answer, or the connection broke: {error}"
            ) from error
        except BotoCoreError as error:
            raise BucketError(f"the bucket {self.name} cannot be used: {error}") from error

    def _explain(self, error: ClientError) -> str:
        code = error.response["Error"].get("Code", "")
        if code in _CREDENTIAL_ERRORS:
            return (
                f"the bucket {self.name} refuses the access key ({code}): correct s3_access_key and s3_secret_key "
                "among the secrets, or let this key read, write and list there."
            )
        if code == "NoSuchBucket":
            return f"there is no bucket {self.name} at {self.location}: create it, or correct BACKUP_BUCKET."
        if code == "RequestTimeTooSkewed":
            return "the bucket's server says that this machine's clock is wrong: set the clock first."
        message = error.response["Error"].get("Message", "").rstrip(".")
        return f"the bucket {self.name} refuses {error.operation_name} ({code}): {message}."


def content_md5(content: bytes) -> str:
    """The Content-MD5 header, without which a bucket with Object Lock refuses uploads."""
    return base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
