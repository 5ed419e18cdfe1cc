"""The sidecar's settings from environment variables, and secrets from files. An empty variable counts as unset."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toponaut_backup.errors import BackupError, NotConfigured

ENDPOINT_PATTERN = re.compile(r"(https?://\S+)?")
PREFIX_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")  # a folder in the bucket, and how every name in it begins
AGE_RECIPIENT_PATTERN = re.compile(r"(age1[0-9a-z]{58})?")
MAX_RETRY_SECONDS = 3600


class InvalidSettings(BackupError):
    """A variable or a secret cannot be used."""


@dataclass(frozen=True, slots=True)
class BucketKeys:
    """The bucket's credentials. `repr` leaves them out, so no message shows them."""

    access: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BackupSettings:
    bucket: str
    endpoint: str  # empty: AWS, boto3's default
    region: str
    prefix: str
    schedule: str
    recipient: str  # age's public key; empty: backups are not encrypted
    retry_seconds: int  # before the second attempt; doubled for each one after it
    release: str
    database: str
    secrets: Path
    state: Path

    @property
    def configured(self) -> bool:
        return bool(self.bucket)

    def bucket_keys(self) -> BucketKeys:
        """Each job reads the files again: a changed key needs no restart. Raises NotConfigured or InvalidSettings."""
        if not self.bucket:
            raise NotConfigured("no backups are made: set BACKUP_BUCKET in .env, the keys in secrets/, and `make up`.")
        return BucketKeys(*(_read_secret(self.secrets / name) for name in ("s3_access_key", "s3_secret_key")))


def read_settings(environ: Mapping[str, str] = os.environ) -> BackupSettings:
    """Raises InvalidSettings, which names the variable."""

    def text(name: str, default: str = "") -> str:
        return environ.get(name, "").strip() or default

    def matching(name: str, pattern: re.Pattern[str], expected: str, default: str = "") -> str:
        value = text(name, default)
        if not pattern.fullmatch(value):
            raise InvalidSettings(f"{name}={value!r} cannot be used: expected {expected}.")
        return value

    age_key = "the public key that age-keygen prints, age1…"
    return BackupSettings(
        bucket=text("BACKUP_BUCKET"),
        endpoint=matching("BACKUP_ENDPOINT", ENDPOINT_PATTERN, "https://…"),
        region=text("BACKUP_REGION", "us-east-1"),
        prefix=matching("BACKUP_PREFIX", PREFIX_PATTERN, "small letters, digits and -", "production"),
        schedule=text("BACKUP_SCHEDULE", "17 3 * * *"),
        recipient=matching("BACKUP_AGE_RECIPIENT", AGE_RECIPIENT_PATTERN, age_key),
        retry_seconds=_seconds("BACKUP_RETRY_SECONDS", text("BACKUP_RETRY_SECONDS", "60")),
        release=text("RELEASE", "dev"),
        database=text("PGDATABASE", "toponaut"),
        secrets=Path(text("SECRETS", "/run/secrets")),
        state=Path(text("STATE", "/var/lib/toponaut-backup")),
    )


def _seconds(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > MAX_RETRY_SECONDS:
        raise InvalidSettings(f"{name}={value!r} cannot be used: expected seconds, {MAX_RETRY_SECONDS} at most.")
    return int(value)


def _read_secret(path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings(f"the secret {path.name} cannot be read ({error}): run `make secrets`.") from error
    if not value:
        raise InvalidSettings(f"the secret {path.name} is empty: write the bucket's key into secrets/{path.name}.")
    return value
