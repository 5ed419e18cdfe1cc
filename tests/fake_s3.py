"""A fake S3 server over real HTTP. It keeps objects in memory only."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from tests.unreliable_proxy import free_port

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "toponaut-test"
LOCKED_BUCKET = "toponaut-test-locked"  # with Object Lock: each object is kept for a day
SERVER = Path(__file__).parent / "fake_s3_server.py"
START_TIMEOUT_SECONDS = 30


@contextmanager
def s3_server(*, refuse_credentials: bool = False) -> Iterator[int]:
    """Yields its port. It listens on every address of this machine, so that containers reach it."""
    port = free_port()
    command = [sys.executable, str(SERVER), "--host", "0.0.0.0", "--port", str(port)]
    # With this variable moto checks keys after the first request, which creates the bucket. It knows no key.
    environ = os.environ | ({"INITIAL_NO_AUTH_ACTION_COUNT": "1"} if refuse_credentials else {})
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environ, stdin=quiet, stdout=quiet, stderr=quiet) as server:
        try:
            _wait_until_listening(port)
            client(port).create_bucket(Bucket=BUCKET)
            yield port
        finally:
            server.kill()


def client(port: int) -> "S3Client":
    """A client with the rights of the bucket's owner."""
    return boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="owner",
        aws_secret_access_key="owner",
    )


def create_locked_bucket(port: int) -> None:
    s3 = client(port)
    s3.create_bucket(Bucket=LOCKED_BUCKET, ObjectLockEnabledForBucket=True)
    s3.put_object_lock_configuration(
        Bucket=LOCKED_BUCKET,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}},
        },
    )


def object_keys(port: int, bucket: str = BUCKET) -> list[str]:
    return [item.get("Key", "") for item in client(port).list_objects_v2(Bucket=bucket).get("Contents", [])]


def unfinished_uploads(port: int, bucket: str = BUCKET) -> list[str]:
    """The keys of multipart uploads that were neither completed nor aborted."""
    uploads = client(port).list_multipart_uploads(Bucket=bucket).get("Uploads", [])
    return [upload.get("Key", "") for upload in uploads]


def delete_all_objects(port: int) -> None:
    for key in object_keys(port):
        client(port).delete_object(Bucket=BUCKET, Key=key)


def _wait_until_listening(port: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
