"""The bucket, through boto3: the few things that are asked of it, and plain words for what it refuses."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, HTTPClientError

from toponaut_backup.errors import BucketError
from toponaut_backup.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CHUNK = 2**20  # bytes held at once where an archive is read
SKEW = timedelta(minutes=10)  # providers refuse above 15
_KEYS = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "Forbidden", "401", "403"}


@dataclass(frozen=True, slots=True)
class Stored:
    """An archive's bytes, as they were sent or as they came back."""

    size: int
    sha256: str


class Bucket:
    def __init__(self, settings: Settings) -> None:
        """Raises Unconfigured, or BadSettings where the keys are missing."""
        keys = settings.keys()
        self.name = settings.bucket
        self.where = settings.endpoint or f"the region {settings.region}"
        config = Config(
            connect_timeout=10,
            read_timeout=60,
            retries={"mode": "standard", "total_max_attempts": 3},
            # Not every provider knows the checksums that boto3 would add; ours is compared with what comes back.
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
        """Every key in a folder, with its bytes."""
        with self.plainly():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=f"{folder}/")
            return {found["Key"]: found["Size"] for page in pages for found in page.get("Contents", [])}

    def check_clock(self, now: datetime) -> None:
        """Names and ages come from this machine's clock: it must not be far from the bucket's. Raises BucketError."""
        with self.plainly():
            answer = self.client.list_objects_v2(Bucket=self.name, MaxKeys=1)
        theirs = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        if theirs and abs(now - (there := parsedate_to_datetime(theirs).astimezone(UTC))) > SKEW:
            raise BucketError(
                f"this machine's clock says {now:%F %T}, the bucket's {there:%F %T}: set the clock first."
            )

    def chunks(self, key: str) -> Iterator[bytes]:
        """An object's bytes, some at a time."""
        with self.plainly():
            yield from self.client.get_object(Bucket=self.name, Key=key)["Body"].iter_chunks(CHUNK)

    def read(self, key: str) -> bytes:
        """A small object."""
        return b"".join(self.chunks(key))

    def read_back(self, key: str) -> Stored:
        """What an archive is when it is asked for again."""
        size, digest = 0, hashlib.sha256()
        for chunk in self.chunks(key):
            size += len(chunk)
            digest.update(chunk)
        return Stored(size, digest.hexdigest())

    def write(self, key: str, content: bytes) -> None:
        """A small object."""
        with self.plainly():
            self.client.put_object(Bucket=self.name, Key=key, Body=content)

    def delete(self, key: str) -> None:
        with self.plainly():
            self.client.delete_object(Bucket=self.name, Key=key)

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """Every failure in words for the operator."""
        try:
            yield
        except ClientError as refusal:
            raise BucketError(self._refused(refusal)) from refusal
        except (EndpointConnectionError, HTTPClientError) as problem:
            raise BucketError(
                f"the bucket's server ({self.where}) does not answer, or was cut off: {problem}"
            ) from problem
        except BotoCoreError as problem:
            raise BucketError(f"the bucket {self.name} cannot be used: {problem}") from problem

    def _refused(self, refusal: ClientError) -> str:
        code = refusal.response["Error"].get("Code", "")
        if code in _KEYS:
            return (
                f"the bucket {self.name} refuses the keys ({code}): correct s3_access_key and s3_secret_key among the "
                "secrets, or let these keys read, write and list there."
            )
        if code == "NoSuchBucket":
            return f"there is no bucket {self.name} at {self.where}: make it, or correct BACKUP_BUCKET."
        return f"the bucket {self.name} refuses: {refusal}"
