"""The settings of the backup sidecar from environment variables, and the bucket's keys from files."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toponaut_backup.retry import MAX_PAUSE_SECONDS
from toponaut_sidecar.bucket_keys import BucketKeys
from toponaut_sidecar.environment import Environment, read_secret
from toponaut_sidecar.errors import NotConfigured

ENDPOINT_PATTERN = re.compile(r"https?://\S+")
PREFIX_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")  # a folder in the bucket; all names in the folder begin with it
AGE_RECIPIENT_PATTERN = re.compile(r"age1[0-9a-z]{58}")


@dataclass(frozen=True, slots=True)
class BackupSettings:
    bucket: str
    endpoint: str  # empty: AWS, boto3's default
    region: str
    prefix: str
    schedule: str
    recipient: str  # age's public key; empty if backups are not encrypted
    retry_seconds: int  # pause before the second attempt; doubled before each further one, up to an hour
    release: str
    database: str
    secrets: Path
    state: Path

    @property
    def configured(self) -> bool:
        return bool(self.bucket)

    def bucket_keys(self) -> BucketKeys:
        """Read the keys from their files, so that each job uses the current keys without a restart of the container.

        Raises NotConfigured or InvalidSettings.
        """
        if not self.bucket:
            raise NotConfigured(
                "no backups are made: set BACKUP_BUCKET in .env, put the keys into secrets/, and run `make up`."
            )
        names = ("s3_access_key", "s3_secret_key")
        return BucketKeys(*(read_secret(self.secrets / name, "the bucket's key") for name in names))


def read_settings(variables: Mapping[str, str] = os.environ) -> BackupSettings:
    """Raises InvalidSettings, which names the variable."""
    environment = Environment(variables)
    text, matching = environment.text, environment.matching
    age_key = "the public key that age-keygen prints, age1…"
    return BackupSettings(
        bucket=text("BACKUP_BUCKET"),
        endpoint=matching("BACKUP_ENDPOINT", ENDPOINT_PATTERN, "https://…"),
        region=text("BACKUP_REGION", "us-east-1"),
        prefix=matching("BACKUP_PREFIX", PREFIX_PATTERN, "small letters, digits and -", "production"),
        schedule=text("BACKUP_SCHEDULE", "17 3 * * *"),
        recipient=matching("BACKUP_AGE_RECIPIENT", AGE_RECIPIENT_PATTERN, age_key),
        retry_seconds=environment.seconds("BACKUP_RETRY_SECONDS", 60, 0, MAX_PAUSE_SECONDS),
        release=text("RELEASE", "dev"),
        database=text("PGDATABASE", "toponaut"),
        secrets=environment.path("SECRETS", "/run/secrets"),
        state=environment.path("STATE", "/var/lib/toponaut-backup"),
    )
