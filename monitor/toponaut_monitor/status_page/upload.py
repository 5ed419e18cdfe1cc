"""Uploads a file to the status page's bucket, by curl, which signs the request.

boto3 takes 50 MB and 0.8 s of the processor for the three files, curl 13 MB and 0.03 s. It gets the keys by its
standard input, so no list of processes shows them.
"""

import base64
import hashlib
import re
import subprocess
from pathlib import Path

from toponaut_monitor.status_page.settings import BucketSettings
from toponaut_sidecar.bucket_keys import BucketKeys
from toponaut_sidecar.errors import InvalidSettings, SidecarError

MAX_SECONDS, MAX_CONNECT_SECONDS = 60, 10
MAX_ANSWER_BYTES = 100_000
CACHE_CONTROL = "public, max-age=60"
ERROR_CODE_PATTERN = re.compile(r"<Code>([A-Za-z]{1,60})</Code>")
KEY_PATTERN = re.compile(r'[^\s"\\]+')


class UploadFailed(SidecarError):
    """The bucket does not take a file of the status page."""


def upload(bucket: BucketSettings, file: Path, content_type: str) -> None:
    """Replace the object with the file's name. Raises UploadFailed, InvalidSettings or OSError, which hold no key."""
    options = _options(bucket, file.read_bytes(), content_type)
    address = f"{bucket.endpoint}/{bucket.name}/{file.name}"
    try:
        done = subprocess.run(  # noqa: S603 - words, not a shell's line
            ["curl", "--disable", *options, "--data-binary", f"@{file}", address],  # noqa: S607 - as in the image
            input=_config(bucket.keys()),
            capture_output=True,
            timeout=MAX_SECONDS + MAX_CONNECT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UploadFailed(f"{bucket.endpoint} did not take {file.name} within {MAX_SECONDS} s.") from None
    answer, _, status = done.stdout.decode(errors="replace").rpartition("\n")
    if done.returncode:
        raise UploadFailed(
            f"{file.name} was not uploaded: {' '.join(done.stderr.decode(errors='replace').split())[:200]}"
        )
    if not status.startswith("2"):
        raise UploadFailed(_explain(bucket, status, answer))


def _options(bucket: BucketSettings, content: bytes, content_type: str) -> list[str]:
    headers = {
        "Content-Type": content_type,
        "Cache-Control": CACHE_CONTROL,
        "Content-MD5": base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode(),
        "x-amz-content-sha256": hashlib.sha256(content).hexdigest(),
    } | ({"x-amz-acl": bucket.acl} if bucket.acl else {})
    options = {
        "--config": "-",
        "--aws-sigv4": f"aws:amz:{bucket.region}:s3",
        "--request": "PUT",
        "--proto": "=http,https",
        "--noproxy": "*",  # like the probes
        "--connect-timeout": str(MAX_CONNECT_SECONDS),
        "--max-time": str(MAX_SECONDS),
        "--max-filesize": str(MAX_ANSWER_BYTES),
        "--write-out": "\\n%{http_code}",
    }
    pairs = [*options.items(), *(("--header", f"{name}: {value}") for name, value in headers.items())]
    return ["--silent", "--show-error", "--globoff", *(word for pair in pairs for word in pair)]


def _config(keys: BucketKeys) -> bytes:
    for name, key in (("status_access_key", keys.access), ("status_secret_key", keys.secret)):
        if not KEY_PATTERN.fullmatch(key):
            raise InvalidSettings(f"the secret {name} is no key of a bucket: it has spaces, quotes or backslashes.")
    return f'user = "{keys.access}:{keys.secret}"\n'.encode()


def _explain(bucket: BucketSettings, status: str, answer: str) -> str:
    found = ERROR_CODE_PATTERN.search(answer)
    code = found[1] if found else f"status {status}"
    if status == "403":
        return (
            f"the bucket {bucket.name} refuses the key ({code}): correct status_access_key and status_secret_key among"
            " the secrets, or let this key put objects there."
        )
    if code == "NoSuchBucket":
        return f"there is no bucket {bucket.name} at {bucket.endpoint}: create it, or correct STATUS_BUCKET."
    return f"the bucket {bucket.name} at {bucket.endpoint} does not take the status page ({code})."
