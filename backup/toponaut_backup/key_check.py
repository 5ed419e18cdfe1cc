"""Whether the bucket lets its keys do what backups need. Nothing is stored."""

from toponaut_backup.bucket import Bucket
from toponaut_backup.multipart_upload import check_upload
from toponaut_backup.settings import BackupSettings


def check_keys(settings: BackupSettings) -> None:
    """List, read and write. Raises BucketError, or InvalidSettings if a key is missing."""
    bucket = Bucket(settings)
    sizes = bucket.sizes(settings.prefix)
    if sizes:
        bucket.read(min(sizes, key=lambda key: sizes[key]))
    check_upload(bucket, f"{settings.prefix}/check-of-keys")
