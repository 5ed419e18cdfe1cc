"""Settings of the status page, for the monitor of staging. Without STATUS_PAGE there is none."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from toponaut_sidecar.bucket_keys import BucketKeys
from toponaut_sidecar.environment import Environment, read_secret
from toponaut_sidecar.errors import InvalidSettings

SAME_MACHINE, OTHER_MACHINE = "same-machine", "other-machine"
MACHINE_PATTERN = re.compile(f"{SAME_MACHINE}|{OTHER_MACHINE}")
BUCKET_PATTERN = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
ENDPOINT_PATTERN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/?")
REGION_PATTERN = re.compile(r"[A-Za-z0-9-]{1,40}")
ACL_PATTERN = re.compile("public-read")
INTERNAL_ENDINGS = (".internal", ".local", ".localhost", ".lan", ".home.arpa")  # names that no public DNS knows


@dataclass(frozen=True, slots=True)
class BucketSettings:
    name: str
    endpoint: str
    region: str
    acl: str  # of each object; empty where the bucket's policy lets everybody read
    secrets: Path

    def keys(self) -> BucketKeys:
        """Read from their files at each upload, so a changed file needs no restart. Raises InvalidSettings."""
        names = ("status_access_key", "status_secret_key")
        return BucketKeys(*(read_secret(self.secrets / name, "the key of the status page's bucket") for name in names))


@dataclass(frozen=True, slots=True)
class StatusPageSettings:
    machine: str  # SAME_MACHINE as the site, or OTHER_MACHINE
    urls: tuple[str, ...]  # the watched addresses that the page shows
    bucket: BucketSettings | None  # None: the page is only in the folder

    @property
    def place(self) -> str:
        """Where people find the page, in words."""
        return f"the bucket {self.bucket.name}" if self.bucket else "the folder that nginx serves at /status/"


def read_status_page_settings(
    environment: Environment, urls: Iterable[str], secrets: Path
) -> StatusPageSettings | None:
    """`urls`: all watched addresses. Raises InvalidSettings."""
    machine = environment.matching("STATUS_PAGE", MACHINE_PATTERN, f"{SAME_MACHINE} or {OTHER_MACHINE}")
    bucket = _bucket_settings(environment, secrets)
    if not machine:
        return None
    public = tuple(url for url in urls if is_public(url))
    if not public:
        raise InvalidSettings(
            "STATUS_PAGE is set, and STAGING_MONITOR_URLS names no public address: expected https://toponaut.example/."
        )
    return StatusPageSettings(machine, public, bucket)


def is_public(url: str) -> bool:
    """Whether anybody may know the address: it is not that of a container or of a machine in a private network."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(INTERNAL_ENDINGS)


def _bucket_settings(environment: Environment, secrets: Path) -> BucketSettings | None:
    name = environment.matching("STATUS_BUCKET", BUCKET_PATTERN, "a bucket's name")
    region = environment.matching("STATUS_REGION", REGION_PATTERN, "a region, like fra1", "us-east-1")
    aws = f"https://s3.{region}.amazonaws.com"
    endpoint = environment.matching("STATUS_ENDPOINT", ENDPOINT_PATTERN, "https://…", aws).rstrip("/")
    acl = environment.matching("STATUS_ACL", ACL_PATTERN, "public-read")
    return BucketSettings(name, endpoint, region, acl, secrets) if name else None
