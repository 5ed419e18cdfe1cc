"""The sidecar's settings, from the environment; secrets from files. An empty variable counts as unset."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toponaut_backup.errors import BackupError, Unconfigured

PREFIX = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")  # a folder of the bucket, and the first word of every name in it
RECIPIENT = re.compile(r"age1[0-9a-z]{58}")
LONGEST_RETRY = 3600  # seconds


class BadSettings(BackupError):
    """A variable or a secret cannot be used."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The bucket's credentials. They show in no message, because they show in no `repr`."""

    access: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    bucket: str
    endpoint: str  # empty: the provider that boto3 knows by itself
    region: str
    prefix: str
    schedule: str
    recipient: str  # age's public key; empty: not encrypted
    retry_seconds: int  # before the second try; doubled for each one after it
    release: str
    database: str
    secrets: Path
    state: Path

    @property
    def configured(self) -> bool:
        return bool(self.bucket)

    def keys(self) -> Keys:
        """Read anew by each job: a changed file needs no restart. Raises Unconfigured or BadSettings."""
        if not self.bucket:
            raise Unconfigured("no backups are made: set BACKUP_BUCKET in .env, the keys in secrets/, and `make up`.")
        return Keys(*(_secret(self.secrets / name) for name in ("s3_access_key", "s3_secret_key")))


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Raises BadSettings, which names the variable."""

    def text(name: str, default: str = "") -> str:
        return environ.get(name, "").strip() or default

    return Settings(
        bucket=text("BACKUP_BUCKET"),
        endpoint=_matching("BACKUP_ENDPOINT", text("BACKUP_ENDPOINT"), re.compile(r"(https?://\S+)?"), "https://…"),
        region=text("BACKUP_REGION", "us-east-1"),
        prefix=_matching("BACKUP_PREFIX", text("BACKUP_PREFIX", "production"), PREFIX, "small letters, digits and -"),
        schedule=text("BACKUP_SCHEDULE", "17 3 * * *"),
        recipient=_matching("BACKUP_AGE_RECIPIENT", text("BACKUP_AGE_RECIPIENT"), re.compile(f"({RECIPIENT.pattern})?"),
                            "the public key that age-keygen prints, age1…"),
        retry_seconds=_seconds("BACKUP_RETRY_SECONDS", text("BACKUP_RETRY_SECONDS", "60")),
        release=text("RELEASE", "dev"),
        database=text("PGDATABASE", "toponaut"),
        secrets=Path(text("SECRETS", "/run/secrets")),
        state=Path(text("STATE", "/var/lib/toponaut-backup")),
    )  # fmt: skip


def _matching(name: str, value: str, pattern: re.Pattern[str], expected: str) -> str:
    if not pattern.fullmatch(value):
        raise BadSettings(f"{name}={value!r} cannot be used: expected {expected}.")
    return value


def _seconds(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or int(value) > LONGEST_RETRY:
        raise BadSettings(f"{name}={value!r} cannot be used: expected seconds, {LONGEST_RETRY} at most.")
    return int(value)


def _secret(path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadSettings(f"the secret {path.name} cannot be read ({problem}): run `make secrets`.") from problem
    if not value:
        raise BadSettings(f"the secret {path.name} is empty: write the bucket's key into secrets/{path.name}.")
    return value
